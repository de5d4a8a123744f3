// A service in the task decides on every request: nginx asks it with the client's address, and sends on what it lets through.
// Where it does not answer in a second, the request is refused; what it found out reaches the application in a header.
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
    kind: "decide",
    image: new ContainerImage("web-inspection", { context: "inspection" }),
    port: 9000,
    user: 1000,
    health: { command: ["CMD", "node", "-e", connects] },
    timeoutSeconds: 1,
    passHeaders: ["X-Inspection"],
  },
  proxy: { sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] },
});

export const url = edge.url;
