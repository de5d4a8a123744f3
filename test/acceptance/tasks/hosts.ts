import { Cluster, ProxiedService } from "../../../components/index";
import { base } from "./base";

const { network, edge, image, health, proxy } = base({ layout: "private" });

new ProxiedService("web", {
  network,
  edge,
  cluster: new Cluster("web", { hosts: { network } }),
  application: { image, health },
  proxy,
  compute: { kind: "hosts" },
});
