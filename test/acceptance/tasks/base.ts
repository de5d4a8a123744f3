import { type Architecture, ContainerImage, LoadBalancer, Network, type NetworkArgs } from "../../../components/index";

/** What every stack of these tests has around its service; contexts are relative to the scratch project. */
export function base(network: NetworkArgs, architecture?: Architecture) {
  const around = new Network("web", network);
  const application = { context: "../../app", ...(architecture && { architecture }) };
  return {
    network: around,
    edge: new LoadBalancer("web", { network: around }),
    image: new ContainerImage("web-app", application),
    health: { command: ["CMD", "node", "dist/health.js"] },
    proxy: { sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] },
  };
}
