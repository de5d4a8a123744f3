import {
  defaultProxySettings,
  defaultUpstream,
  type ProxySettings,
  type Route,
  type Upstream,
  type UpstreamConnections,
} from "../../nginx";

/** What the sample lets in. */
export const s1Routes: Route[] = [
  { path: "/api/users/:id", methods: ["GET"] },
  { path: "/api/users/by/username/:username", methods: ["GET"] },
];

/** The sample service behind an application load balancer, as README and seeds describe it. */
export const s1Settings: ProxySettings = {
  ...defaultProxySettings,
  sites: [{ routes: s1Routes }],
  clientAddress: { kind: "alb", subnets: ["10.0.0.0/24", "10.0.1.0/24"] },
};

/** The sample's application, on another port of the loopback. */
export function appAt(port: number, connections: Partial<UpstreamConnections> = {}): Record<string, Upstream> {
  return { app: { ...defaultUpstream, port, ...connections } };
}
