// A service behind CloudFront, whose web ACL looks at every request before it reaches the region.
// CloudFront talks to an internal load balancer in the VPC, so nothing there has a public address.
import { Cluster, ContainerImage, Distribution, Network, ProxiedService } from "../../components/index";

const network = new Network("web", { layout: "private" });
const domain = { name: "www.example.com", zoneId: "Z0123456789ABCDEFGHIJ" };
const edge = new Distribution("web", { network, domain, firewall: { ratePerFiveMinutes: 1000 } });

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
