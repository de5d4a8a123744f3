// The network and the load balancer that the stacks of several teams share. Each stack gets priorities of its own for its
// rules, so that no deployment waits for another's; what no rule takes is answered 404.
import { edgeFields, LoadBalancer, Network, networkFields } from "../../components/index";

const made = new Network("shared", { layout: "private" });
const domain = { name: "users.example.com", zoneId: "Z0123456789ABCDEFGHIJ" };
const balancer = new LoadBalancer("shared", { network: made, domain });

export const network = networkFields(made);
export const edge = edgeFields(balancer, [{ stack: "shared-tenant/dev", from: 100, to: 199 }]);
export const url = balancer.url;
