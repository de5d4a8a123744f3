export { checkProxySettings } from "./checks/checkProxySettings";
export { formatProblem, type Problem } from "./problem";
export { proxyImageFiles } from "./proxyImageFiles";
export { renderProxy } from "./render/renderProxy";
export type { ClientAddress } from "./settings/clientAddress";
export type { Health } from "./settings/health";
export type { Log } from "./settings/log";
export { type Method, methods } from "./settings/method";
export { defaultProxySettings, type ProxySettings } from "./settings/proxySettings";
export type { ForwardOptions, Route, RouteOptions, RoutePath } from "./settings/route";
export type { Site } from "./settings/site";
export {
  defaultConnections,
  defaultUpstream,
  type PortUpstream,
  type SocketUpstream,
  type Upstream,
  type UpstreamConnections,
} from "./settings/upstream";
