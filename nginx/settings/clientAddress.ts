/**
 * How the client's own address comes to the proxy, and who may say it: what the entrance of the service does, as one
 * setting. Whatever anybody else says about the client is dropped, and in every kind the application gets the address in
 * X-Real-IP and X-Forwarded-For, and the scheme in X-Forwarded-Proto.
 *
 * @example
 * { kind: "alb", subnets: ["10.0.0.0/24", "10.0.1.0/24"] }
 */
export type ClientAddress =
  | AlbClientAddress
  | DirectClientAddress
  | NlbPreserveClientAddress
  | NlbProxyProtocolClientAddress
  | CloudFrontClientAddress
  | ApiGatewayClientAddress;

/** Scheme that clients use at a listener that does not tell it: a TLS listener of an NLB is `https`, a TCP one `http`. */
export type ListenerScheme = "http" | "https";

/**
 * Behind an Application Load Balancer that faces its clients: the client is the last entry of X-Forwarded-For, which the
 * balancer appends (attribute `routing.http.xff_header_processing.mode` at its default, `append`).
 */
export interface AlbClientAddress {
  kind: "alb";
  /** Networks (CIDRs) of the balancer's subnets. Whoever is inside them and reaches the proxy can name any client. */
  subnets: string[];
}

/** Without anything in between: the peer is the client, and no header about it is believed. */
export interface DirectClientAddress {
  kind: "direct";
}

/**
 * Behind a Network Load Balancer that keeps the client's address (`preserve_client_ip.enabled`): the peer is the client,
 * and no header about it is believed. Its health checks look like any request, so all of them are logged; those over TCP
 * leave no line.
 */
export interface NlbPreserveClientAddress {
  kind: "nlb-preserve";
  scheme: ListenerScheme;
}

/**
 * Behind a Network Load Balancer with PROXY protocol version 2 (`proxy_protocol_v2.enabled`): every connection begins with
 * a PROXY header, the health checks' too, and one without it is closed unanswered.
 */
export interface NlbProxyProtocolClientAddress {
  kind: "nlb-proxy-protocol";
  /** Networks (CIDRs) of the balancer's subnets: a PROXY header from elsewhere is read, and not believed. */
  subnets: string[];
  scheme: ListenerScheme;
}

/**
 * Behind CloudFront with a VPC origin that is an internal Application Load Balancer. CloudFront appends the viewer to
 * X-Forwarded-For, in IPv4 or IPv6, and the balancer appends the interface that CloudFront came through: the client is
 * the last entry that is in neither of the two lists. They are networks that no viewer can be in, so nothing that a viewer
 * wrote before its own entry is ever reached. The balancer's security group must admit CloudFront alone.
 */
export interface CloudFrontClientAddress {
  kind: "cloudfront";
  /** Private IPv4 networks (CIDRs) of the internal balancer's subnets: the only peers that are believed. */
  subnets: string[];
  /** Private IPv4 networks (CIDRs) of the subnets with the VPC origin's interfaces; often the same ones. */
  origins: string[];
}

/**
 * Behind an HTTP API of API Gateway, with a VPC link to an internal Application Load Balancer. X-Forwarded-For ends in the
 * VPC link there, so the API's integration overwrites a header of our own with the caller's address, which is believed
 * from the balancer's subnets alone and never sent on. The balancer's security group must admit the VPC link alone.
 *
 * @example
 * // the integration, with apiGatewayClientHeader for the name:
 * // requestParameters: { "overwrite:header.Gatehouse-Client-Address": "$context.identity.sourceIp" }
 * { kind: "api-gateway", subnets: ["10.0.0.0/24"] }
 */
export interface ApiGatewayClientAddress {
  kind: "api-gateway";
  /** Networks (CIDRs) of the internal balancer's subnets. */
  subnets: string[];
}

/** Request header in which an HTTP API of API Gateway gives the proxy the caller's address. */
export const apiGatewayClientHeader = "Gatehouse-Client-Address";
