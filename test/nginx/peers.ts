/** Addresses of the loopback that stand for who connects to the proxy. */
export const balancer = "127.0.0.2";
export const stranger = "127.0.0.3";

/** Documentation addresses (RFC 5737, RFC 3849): the client that the balancer names, and one that a client invents. */
export const client = "203.0.113.9";
export const client6 = "2001:db8::9";
export const invented = "198.51.100.1";
