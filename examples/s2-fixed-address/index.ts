// A proxy with fixed addresses before a host outside: partners put the addresses into their firewalls, and only their networks
// may connect. It runs alone on ARM64, mostly on Spot, and speaks verified TLS to a host whose name is looked up again.
import { Cluster, Network, NetworkLoadBalancer, ProxiedService } from "../../components/index";

const network = new Network("relay", { layout: "private" });
const edge = new NetworkLoadBalancer("relay", {
  network,
  domain: { name: "relay.example.org", zoneId: "Z0123456789ABCDEFGHIJ" },
  clients: ["203.0.113.0/24", "198.51.100.0/24"],
  clientAddress: "preserve",
});

new ProxiedService("relay", {
  network,
  edge,
  cluster: new Cluster("relay", {}),
  architecture: "arm64",
  compute: { onDemandBase: 1, onDemandWeight: 1, spotWeight: 3 },
  proxy: {
    upstreams: { example: { servers: [{ host: "example.com" }] } },
    sites: [{ routes: [{ prefix: "/", methods: ["GET", "POST"], upstream: "example" }] }],
    healthPath: "/health",
    errorMessage: "The relay to example.com is down; its operators know.",
  },
});

export const addresses = edge.addresses;
export const url = edge.url;
