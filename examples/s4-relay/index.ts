// Every request runs through a service in the task, which may read and change all of it, to the application behind it.
// nginx talks to that service only, and tells it the client's address, which no client can forge.
import { Cluster, ContainerImage, LoadBalancer, Network, ProxiedService } from "../../components/index";

const network = new Network("web", { layout: "private" });
const edge = new LoadBalancer("web", { network });
const connects = "require('net').connect(9000, '127.0.0.1').on('connect', () => process.exit())";

new ProxiedService("web", {
  network,
  edge,
  cluster: new Cluster("web", {}),
  cpu: 512,
  memory: 1024,
  application: {
    image: new ContainerImage("web-app", { context: "../../app" }),
    health: { command: ["CMD", "node", "dist/health.js"] },
  },
  inspection: {
    kind: "relay",
    image: new ContainerImage("web-inspection", { context: "inspection" }),
    port: 9000,
    user: 1000,
    health: { command: ["CMD", "node", "-e", connects] },
  },
  proxy: { sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] },
});

export const url = edge.url;
