/**
 * Where tasks stand, and how they reach out. A load balancer for visitors stands in public subnets in each of them. Costs are
 * dollars a month in us-east-1 with two zones (Amazon VPC pricing, AWS PrivateLink pricing).
 */
export const NetworkLayout = {
  /**
   * Low cost: tasks stand in the public subnets, with public addresses and closed security groups. $3.65 for each task's
   * address.
   */
  Public: "public",
  /** Private subnets that reach out through one NAT gateway: $36.50 with its address, and $0.045 per GB through it. */
  Private: "private",
  /** The same with a NAT gateway in every zone, so that a zone's failure stays there: $36.50 a zone, and $0.045 per GB. */
  PrivateNatPerZone: "privateNatPerZone",
  /**
   * Private subnets without a way to the internet: tasks reach ECR, CloudWatch Logs, S3 and the named `endpoints`, nothing
   * else. $43.80 for the three interface endpoints that every task needs, $14.60 for each further one, and $0.01 per GB.
   */
  Isolated: "isolated",
} as const;
export type NetworkLayout = (typeof NetworkLayout)[keyof typeof NetworkLayout];
