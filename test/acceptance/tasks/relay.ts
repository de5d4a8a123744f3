import { Cluster, ContainerImage, ProxiedService } from "../../../components/index";
import { base } from "./base";

const { network, edge, image, health, proxy } = base({});

new ProxiedService("web", {
  network,
  edge,
  cluster: new Cluster("web", {}),
  application: { image, health, listen: "socket" },
  proxy,
  inspection: {
    kind: "relay",
    image: new ContainerImage("web-inspection", { context: "../../app" }),
    port: 9000,
    user: 1000,
    health,
  },
});
