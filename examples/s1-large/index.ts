// The low-cost example for a large service: tasks in private subnets of three zones, each with a NAT gateway of its own.
// There are 3 to 30 of them, as many as keep their CPU at 60 % and each at 1000 requests a minute; HTTP only redirects.
import { Cluster, ContainerImage, LoadBalancer, Network, ProxiedService } from "../../components/index";

const network = new Network("web", { layout: "privateNatPerZone", zones: 3, flowLogs: { traffic: "rejected" } });
const domain = { name: "users.example.com", zoneId: "Z0123456789ABCDEFGHIJ" };
const edge = new LoadBalancer("web", { network, domain, idleSeconds: 30, deletionProtection: true });

new ProxiedService("web", {
  network,
  edge,
  cluster: new Cluster("web", { containerInsights: "enhanced" }),
  application: {
    image: new ContainerImage("web-app", { context: "../../app" }),
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
  scaling: { minimum: 3, maximum: 30, cpuPercent: 60, requestsPerTarget: 1000 },
});

export const url = edge.url;
