// nginx and an API on EC2 hosts, in Docker's bridge network: nginx publishes port 80 of its host, the API nothing, and a link
// leads from one to the other. `/api` and all below it is let in, and answers from 1000 bytes are compressed.
import { Cluster, ContainerImage, LoadBalancer, Network, ProxiedService } from "../../components/index";

const network = new Network("web", { layout: "private" });
const edge = new LoadBalancer("web", { network });
const each = { cpu: 256, memory: 256 };

new ProxiedService("web", {
  network,
  edge,
  cluster: new Cluster("web", { hosts: { network, fewest: 2 } }),
  // Any other container of a host reaches the API by its address on the bridge, which no security group closes: these hosts
  // run nothing else. Where they have to, use `networkMode: "awsvpc"`, or let the API listen on a socket.
  compute: { kind: "hosts", networkMode: "bridge", hostPort: 80 },
  cpu: 512,
  memory: 512,
  application: {
    image: new ContainerImage("web-app", { context: "../../app" }),
    health: { command: ["CMD", "node", "dist/health.js"] },
    size: each,
  },
  proxySize: each,
  proxy: {
    sites: [{ routes: [{ prefix: "/api", methods: ["GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"] }] }],
    compression: { types: ["application/json", "text/plain"], minimumBytes: 1000 },
  },
});

export const url = edge.url;
