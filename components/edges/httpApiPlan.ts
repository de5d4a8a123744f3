import type { Problem } from "../../nginx";
import { checkCertificate } from "../certificate";
import type { HttpApiArgs } from "../httpApi";
import { checkLogRetention } from "../logRetention";
import { checkRanges } from "../range";
import { type InnerBalancerSettings, innerBalancer } from "./innerBalancer";
import { checkLoadBalancer } from "./loadBalancerPlan";

/** An API's arguments that do not come from another resource. */
export type HttpApiSettings = Omit<HttpApiArgs, "network">;

/** Its arguments with their defaults, as far as they are plain. */
export interface HttpApiPlan {
  balancer: InnerBalancerSettings;
  ratePerSecond: number;
  burst: number;
  logDays: number;
  /** Whether the API answers at its own name, as it does without a domain. */
  ownName: boolean;
}

/** Longest answer of an integration in seconds, and what it is set to (API Gateway developer guide, "Quotas for HTTP API"). */
export const integrationSeconds = 30;

/** Fills in the defaults of an API's plain arguments; judges nothing. */
export function planHttpApi(args: HttpApiSettings): HttpApiPlan {
  return {
    balancer: innerBalancer(args),
    ratePerSecond: args.ratePerSecond ?? 500,
    burst: args.burst ?? 1000,
    logDays: args.logDays ?? 30,
    ownName: args.domain === undefined,
  };
}

/** Problems of an API's plain arguments. */
export function checkHttpApi(where: string, args: HttpApiSettings): Problem[] {
  const { balancer, ratePerSecond, burst, logDays } = planHttpApi(args);
  return [
    ...checkLoadBalancer(where, balancer),
    ...checkCertificate(where, args),
    ...checkRanges(where, [
      // What an account may have without asking (API Gateway developer guide, "Amazon API Gateway quotas").
      { field: "ratePerSecond", value: ratePerSecond, from: 1, to: 10_000, unit: "requests a second" },
      { field: "burst", value: burst, from: 1, to: 5_000, unit: "requests at once" },
    ]),
    ...checkLogRetention(`${where}.logDays`, logDays),
  ];
}
