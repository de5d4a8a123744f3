import type { ClientAddress } from "../../nginx";
import { ClientAddressMode, type EdgeFacts, EdgeKind } from "./edgeKind";

/** Where the proxy behind an edge finds the client's address, and whom it believes about it. */
export function clientAddressOf({ kind, subnets, clientAddress, tls }: EdgeFacts): ClientAddress {
  const scheme = tls === true ? "https" : "http";
  switch (kind) {
    case EdgeKind.Alb:
      return { kind: "alb", subnets };
    case EdgeKind.Nlb:
      return clientAddress === ClientAddressMode.ProxyProtocol
        ? { kind: "nlb-proxy-protocol", subnets, scheme }
        : { kind: "nlb-preserve", scheme };
    case EdgeKind.Api:
      return { kind: "api-gateway", subnets };
    case EdgeKind.Cdn:
      // The interfaces of a VPC origin stand in the subnets of the load balancer that it leads to.
      return { kind: "cloudfront", subnets, origins: subnets };
  }
}
