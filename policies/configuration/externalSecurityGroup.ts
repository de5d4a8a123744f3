/** What holds a security group that the stack does not make. */
export type Holder = "proxied task" | "load balancer" | "other";

export const legalHolders: readonly Holder[] = ["proxied task", "load balancer", "other"];

/** What the user states about a security group that another stack makes, and that this pack cannot see. */
export interface ExternalSecurityGroup {
  /** `sg-…` */
  id: string;
  heldBy: Holder;
  /** Ports of the proxy, for a group that proxied tasks hold. */
  proxyPorts?: readonly number[];
  /** Ids of the groups of the load balancers in front of those tasks. */
  loadBalancerGroups?: readonly string[];
}
