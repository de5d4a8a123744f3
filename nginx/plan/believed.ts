import { apiGatewayClientHeader, type ClientAddress, type ListenerScheme } from "../settings/clientAddress";

/** Whose word about the client is believed, and in which words: what each kind of client address means to nginx. */
export interface Believed {
  /** Networks of the peers that are believed; none: the peer is the client. */
  peers: string[];
  /** Where these peers say who the client is: a request header, or nginx's own word for a PROXY header. */
  source: "peer" | "proxy_protocol" | "X-Forwarded-For" | typeof apiGatewayClientHeader;
  /** Networks that are stepped over in X-Forwarded-For, from its end. Empty: its last entry is the client. */
  steppedOver: string[];
  /** The client's scheme: in X-Forwarded-Proto of these peers, or known beforehand, or the connection's own. */
  scheme: "X-Forwarded-Proto" | ListenerScheme | "connection";
  /** These peers are Application Load Balancers, which write X-Amzn-Trace-Id. */
  isAlb: boolean;
}

/** The settings must have passed checkProxySettings. */
export function believed(clientAddress: ClientAddress): Believed {
  const nobody: Believed = { peers: [], source: "peer", steppedOver: [], scheme: "connection", isAlb: false };
  switch (clientAddress.kind) {
    case "direct":
      return nobody;
    case "nlb-preserve":
      return { ...nobody, scheme: clientAddress.scheme };
    case "nlb-proxy-protocol":
      return {
        ...nobody,
        peers: clientAddress.subnets,
        source: "proxy_protocol",
        scheme: clientAddress.scheme,
      };
    case "alb":
      return {
        ...nobody,
        peers: clientAddress.subnets,
        source: "X-Forwarded-For",
        scheme: "X-Forwarded-Proto",
        isAlb: true,
      };
    case "cloudfront":
      return {
        peers: clientAddress.subnets,
        source: "X-Forwarded-For",
        steppedOver: [...new Set([...clientAddress.origins, ...clientAddress.subnets])],
        scheme: "https",
        isAlb: true,
      };
    case "api-gateway":
      return {
        ...nobody,
        peers: clientAddress.subnets,
        source: apiGatewayClientHeader,
        scheme: "https",
        isAlb: true,
      };
  }
}
