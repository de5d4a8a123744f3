// Three sites behind one gate, told apart by their names: one is the task's application, one a sidecar, one a host outside.
// A name that is not here reaches none of them, and each route says which applications it could ever talk to.
import { Cluster, ContainerImage, LoadBalancer, Network, ProxiedService } from "../../components/index";

const network = new Network("sites", { layout: "private" });
const edge = new LoadBalancer("sites", { network });
const image = new ContainerImage("sites-app", { context: "../../app" });
const health = { command: ["CMD", "node", "dist/health.js"] };

new ProxiedService("sites", {
  network,
  edge,
  cluster: new Cluster("sites", {}),
  cpu: 512,
  memory: 1024,
  application: { image, health },
  sidecars: [{ name: "staff", image, health, user: 1000, environment: { HOST: "127.0.0.1", PORT: "3001" } }],
  proxy: {
    upstreams: {
      staff: { port: 3001 },
      partner: { servers: [{ host: "partner.example.org" }] },
    },
    sites: [
      { hosts: ["users.example.com"], routes: [{ path: "/api/users/:id", methods: ["GET"] }] },
      { hosts: ["staff.example.com"], routes: [{ prefix: "/api", methods: ["GET", "POST"], upstream: "staff" }] },
      { hosts: ["shop.example.com"], routes: [{ prefix: "/", methods: ["GET"], upstream: "partner" }] },
    ],
    healthPath: "/health",
    errorMessage: "This site is down for the moment; please try again.",
  },
});

export const url = edge.url;
