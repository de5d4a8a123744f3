import { Cluster, ProxiedService } from "../../../components/index";
import { base } from "./base";

const { network, edge, image, health, proxy } = base({ layout: "private" }, "arm64");

new ProxiedService("web", {
  network,
  edge,
  cluster: new Cluster("web", {}),
  application: { image, health },
  proxy,
  architecture: "arm64",
  compute: { onDemandBase: 1, onDemandWeight: 1, spotWeight: 3 },
});
