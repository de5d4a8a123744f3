import { Cluster, ContainerImage, LoadBalancer, Network, ProxiedService } from "./components/index";
import { readConfig } from "./config";

const config = readConfig();

const network = new Network(config.name, config.network);

const image = new ContainerImage(`${config.name}-app`, config.application);

const cluster = new Cluster(config.name, {});

const loadBalancer = new LoadBalancer(config.name, { network, ...config.loadBalancer });

const service = new ProxiedService(config.name, {
  network,
  cluster,
  loadBalancer,
  ...config.service,
  application: { image, ...config.service.application },
});

/** Where visitors go. */
export const url = loadBalancer.url;

/** The cluster and the service in it, as `aws ecs` names them. */
export const clusterName = cluster.clusterName;
export const serviceName = service.serviceName;

/** The images that run; a tag changes when, and only when, the content does. */
export const proxyImage = service.proxyImageUri;
export const applicationImage = image.uri;
