import type { Problem } from "../../nginx";
import { checkCertificate } from "../certificate";
import type { DistributionArgs } from "../distribution";
import { checkRanges } from "../range";
import { checkFirewall, planFirewall } from "./firewallPlan";
import { type InnerBalancerSettings, innerBalancer } from "./innerBalancer";
import { checkLoadBalancer } from "./loadBalancerPlan";

/** A distribution's arguments that do not come from another resource. */
export type DistributionSettings = Omit<DistributionArgs, "network">;

/** Its arguments with their defaults, as far as they are plain. */
export interface DistributionPlan {
  balancer: InnerBalancerSettings;
  originSeconds: number;
}

/** Response time-out of an origin (CloudFront developer guide, "Response timeout" and "Quotas"). */
const origin = { shortest: 1, longest: 120, usual: 60 } as const;

/** Fills in the defaults of a distribution's plain arguments; judges nothing. */
export function planDistribution(args: DistributionSettings): DistributionPlan {
  return { balancer: innerBalancer(args), originSeconds: args.originSeconds ?? origin.usual };
}

/** Problems of a distribution's plain arguments. */
export function checkDistribution(where: string, args: DistributionSettings): Problem[] {
  const { balancer, originSeconds } = planDistribution(args);
  const { shortest, longest } = origin;
  return [
    ...checkLoadBalancer(where, balancer),
    ...checkCertificate(where, args),
    ...checkRanges(where, [
      { field: "originSeconds", value: originSeconds, from: shortest, to: longest, unit: "seconds" },
    ]),
    ...(args.firewall === undefined ? [] : checkFirewall(`${where}.firewall`, planFirewall(args.firewall))),
  ];
}
