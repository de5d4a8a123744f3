// A team's service behind the load balancer of the stack shared-platform, which has to be deployed first.
// It takes the requests for `/api` and leaves the others to other teams; its tasks admit the shared load balancer only.
import { getOrganization, getStack, StackReference } from "@pulumi/pulumi";
import { Cluster, ContainerImage, edgeOf, networkOf, ProxiedService } from "../../components/index";

module.exports = async () => {
  const platform = new StackReference(`${getOrganization()}/shared-platform/${getStack()}`);
  const service = new ProxiedService("users", {
    network: await networkOf(platform, "network"),
    edge: await edgeOf(platform, "edge"),
    rule: { priority: 100, paths: ["/api", "/api/*"] },
    cluster: new Cluster("users", {}),
    application: {
      image: new ContainerImage("users-app", { context: "../../app" }),
      health: { command: ["CMD", "node", "dist/health.js"] },
    },
    proxy: { sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] },
  });
  return { url: platform.getOutput("url"), serviceName: service.serviceName };
};
