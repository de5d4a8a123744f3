import { Cluster, ProxiedService } from "../../../components/index";
import { base } from "./base";

const { network, edge, image, health, proxy } = base({ layout: "private" });

const cluster = new Cluster("web", { hosts: { network, edges: [edge] } });
const each = { cpu: 256, memory: 256 };
const common = { network, edge, cluster, proxy, cpu: 512, memory: 512, proxySize: each };

new ProxiedService("web", {
  ...common,
  application: { image, health, listen: "socket", size: each },
  compute: { kind: "hosts", networkMode: "bridge" },
});

new ProxiedService("fixed", {
  ...common,
  application: { image, health, listen: "socket", size: each },
  compute: { kind: "hosts", networkMode: "bridge", hostPort: 80 },
  rule: { priority: 10, paths: ["/fixed/*"] },
});
