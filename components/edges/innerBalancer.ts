import type { LoadBalancerSettings } from "./loadBalancerPlan";

/** What can be said of the internal load balancer behind an API or a distribution. */
export type InnerBalancerSettings = Pick<
  LoadBalancerSettings,
  "idleSeconds" | "accessLogDays" | "deletionProtection" | "forceDelete" | "internal" | "clients"
>;

/** Port of its listener: plain HTTP, because what is before it has ended the client's TLS and is in the VPC already. */
export const innerPort = 80;

/** An internal load balancer without clients of its own: what is before it opens the one way to it. */
export function innerBalancer(args: Omit<InnerBalancerSettings, "internal" | "clients">): InnerBalancerSettings {
  const { idleSeconds, accessLogDays, deletionProtection, forceDelete } = args;
  return {
    internal: true,
    clients: [],
    ...(idleSeconds === undefined ? {} : { idleSeconds }),
    ...(accessLogDays === undefined ? {} : { accessLogDays }),
    ...(deletionProtection === undefined ? {} : { deletionProtection }),
    ...(forceDelete === undefined ? {} : { forceDelete }),
  };
}
