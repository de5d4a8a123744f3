import { Cluster, ContainerImage, createEdge, Network, ProxiedService } from "./components/index";
import { readConfig } from "./config";

const config = readConfig();

const network = new Network(config.name, config.network);

const image = new ContainerImage(`${config.name}-app`, config.application);

const cluster = new Cluster(config.name, {});

const edge = createEdge(config.name, network, config.edge);

const service = new ProxiedService(config.name, {
  network,
  cluster,
  edge,
  ...config.service,
  application: { image, ...config.service.application },
});

/** Where visitors go. */
export const url = edge.url;

/** The cluster and the service in it, as `aws ecs` names them. */
export const clusterName = cluster.clusterName;
export const serviceName = service.serviceName;

/** What the service has to run: `make up` asks ECS afterwards whether it does. */
export const taskDefinitionArn = service.taskDefinitionArn;

/** The images that run; a tag changes when, and only when, the content does. */
export const proxyImage = service.proxyImageUri;
export const applicationImage = image.uri;
