import { defaultProxySettings, defaultRemote, methods, type ProxySettings, type RemoteUpstream } from "../../nginx";

/** The outside host that S2 leads to. */
export const outsideHost = "example.com";

/**
 * A proxy of fixed address to an outside host over HTTPS, behind a Network Load Balancer that keeps the client's address
 * (S2 of the seeds): everything but the health page goes on.
 */
export const s2Settings: ProxySettings = {
  ...defaultProxySettings,
  health: { path: "/healthz", body: "Service is healthy" },
  clientAddress: { kind: "nlb-preserve", scheme: "http" },
  sites: [{ routes: [{ prefix: "/", methods: [...methods] }] }],
  upstreams: { outside: outside({}) },
};

/** S2's settings with servers of a test in place of the host's, whatever else the test changes. */
export function s2At(changes: Partial<RemoteUpstream>): ProxySettings {
  return { ...s2Settings, upstreams: { outside: outside(changes) } };
}

function outside(changes: Partial<RemoteUpstream>): RemoteUpstream {
  return { kind: "remote", servers: [{ host: outsideHost, port: 443 }], ...defaultRemote, ...changes };
}
