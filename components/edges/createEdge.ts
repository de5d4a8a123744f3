import type { Problem } from "../../nginx";
import { Distribution } from "../distribution";
import { HttpApi } from "../httpApi";
import { LoadBalancer } from "../loadBalancer";
import type { NetworkRef } from "../network";
import { NetworkLoadBalancer } from "../networkLoadBalancer";
import { clientRules } from "./clients";
import { checkDistribution, type DistributionSettings, planDistribution } from "./distributionPlan";
import type { EdgeFacts } from "./edgeKind";
import { checkHttpApi, type HttpApiSettings, integrationSeconds, planHttpApi } from "./httpApiPlan";
import { checkLoadBalancer, type LoadBalancerSettings, openPorts, planLoadBalancer } from "./loadBalancerPlan";
import {
  checkNetworkLoadBalancer,
  type NetworkLoadBalancerSettings,
  planNetworkLoadBalancer,
} from "./networkLoadBalancerPlan";

/** One of the edges, with its arguments; for programs that choose by configuration. */
export type EdgeSettings =
  | { kind: "alb"; args: LoadBalancerSettings }
  | { kind: "nlb"; args: NetworkLoadBalancerSettings }
  | { kind: "api"; args: HttpApiSettings }
  | { kind: "cdn"; args: DistributionSettings };

/** Makes the edge that was chosen. */
export function createEdge(
  name: string,
  network: NetworkRef,
  edge: EdgeSettings,
): LoadBalancer | NetworkLoadBalancer | HttpApi | Distribution {
  switch (edge.kind) {
    case "alb":
      return new LoadBalancer(name, { network, ...edge.args });
    case "nlb":
      return new NetworkLoadBalancer(name, { network, ...edge.args });
    case "api":
      return new HttpApi(name, { network, ...edge.args });
    case "cdn":
      return new Distribution(name, { network, ...edge.args });
  }
}

/** Problems of the edge that was chosen, before anything exists. */
export function checkEdge(where: string, edge: EdgeSettings): Problem[] {
  switch (edge.kind) {
    case "alb":
      return checkLoadBalancer(where, edge.args);
    case "nlb":
      return checkNetworkLoadBalancer(where, edge.args);
    case "api":
      return checkHttpApi(where, edge.args);
    case "cdn":
      return checkDistribution(where, edge.args);
  }
}

/** What is plain of the edge that was chosen, in load balancer subnets with these blocks. */
export function edgeFacts(edge: EdgeSettings, subnets: string[]): EdgeFacts {
  const { kind } = edge;
  switch (kind) {
    case "alb": {
      const plan = planLoadBalancer(edge.args);
      return { kind, subnets, idleSeconds: plan.idleSeconds, inboundRules: clientRules(plan.clients, openPorts(plan)) };
    }
    case "nlb": {
      const { idleSeconds, clientAddress, tls } = planNetworkLoadBalancer(edge.args);
      return { kind, subnets, idleSeconds, clientAddress, tls };
    }
    case "api": {
      const { idleSeconds } = planLoadBalancer(planHttpApi(edge.args).balancer);
      return { kind, subnets, idleSeconds, answerSeconds: integrationSeconds };
    }
    case "cdn": {
      const { balancer, originSeconds } = planDistribution(edge.args);
      return { kind, subnets, idleSeconds: planLoadBalancer(balancer).idleSeconds, answerSeconds: originSeconds };
    }
  }
}
