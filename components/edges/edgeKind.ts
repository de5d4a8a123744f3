/**
 * What stands in front of a service: an Application Load Balancer, a Network Load Balancer, an HTTP API of API Gateway, or a
 * CloudFront distribution; the last two with an internal Application Load Balancer behind them.
 */
export const EdgeKind = { Alb: "alb", Nlb: "nlb", Api: "api", Cdn: "cdn" } as const;
export type EdgeKind = (typeof EdgeKind)[keyof typeof EdgeKind];

/**
 * How the proxy behind a Network Load Balancer learns the client's address: `preserve`, the connection comes from the client's
 * own address; `proxyProtocol`, it begins with a PROXY protocol header, version 2, health checks included.
 */
export const ClientAddressMode = { Preserve: "preserve", ProxyProtocol: "proxyProtocol" } as const;
export type ClientAddressMode = (typeof ClientAddressMode)[keyof typeof ClientAddressMode];

/** The plain facts of an edge: what can be judged before anything exists. */
export interface EdgeFacts {
  kind: EdgeKind;
  idleSeconds: number;
  answerSeconds?: number;
  subnets: string[];
  clientAddress?: ClientAddressMode;
  /** Whether a Network Load Balancer ends the client's TLS. */
  tls?: boolean;
  /** Inbound IPv4 rules of the load balancer's security group. */
  inboundRules?: number;
}
