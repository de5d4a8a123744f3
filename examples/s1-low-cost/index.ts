// Two Fargate tasks behind an Application Load Balancer, in public subnets: without a NAT gateway, a small service is cheap.
// The tasks have public addresses, and security groups that admit nobody but the load balancer; it is taken down completely.
import { Cluster, ContainerImage, LoadBalancer, Network, ProxiedService } from "../../components/index";

const network = new Network("web", { layout: "public" });
const edge = new LoadBalancer("web", { network, idleSeconds: 30, forceDelete: true });

new ProxiedService("web", {
  network,
  edge,
  cluster: new Cluster("web", {}),
  application: {
    image: new ContainerImage("web-app", { context: "../../app", forceDelete: true }),
    health: { command: ["CMD", "node", "dist/health.js"] },
  },
  proxy: {
    sites: [
      {
        routes: [
          { path: "/api/users/:id", methods: ["GET"] },
          { path: "/api/users/by/username/:username", methods: ["GET"] },
        ],
      },
    ],
  },
  cpu: 1024,
  memory: 2048,
  forceDelete: true,
});

export const url = edge.url;
