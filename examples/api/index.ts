// A service behind an HTTP API of API Gateway, which throttles and ends TLS: nothing in the VPC has a public address.
// The API's link is the only client of an internal load balancer, and that the only client of nginx.
import { Cluster, ContainerImage, HttpApi, Network, ProxiedService } from "../../components/index";

const network = new Network("web", { layout: "private" });
const edge = new HttpApi("web", { network, ratePerSecond: 100, burst: 200 });

new ProxiedService("web", {
  network,
  edge,
  cluster: new Cluster("web", {}),
  application: {
    image: new ContainerImage("web-app", { context: "../../app" }),
    health: { command: ["CMD", "node", "dist/health.js"] },
  },
  proxy: { sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] },
});

export const url = edge.url;
