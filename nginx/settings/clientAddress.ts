/**
 * Where the client's address is read from. `alb`: from the last entry of X-Forwarded-For, if the peer is in one of the
 * balancer's subnets (CIDRs). `direct`: the peer is the client, and no header about it is believed.
 */
export type ClientAddress = { kind: "alb"; subnets: string[] } | { kind: "direct" };
