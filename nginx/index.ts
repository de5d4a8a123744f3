export { checkProxySettings } from "./checkProxySettings";
export { formatProblem, type Problem } from "./problem";
export { proxyImageFiles } from "./proxyImageFiles";
export { renderProxy } from "./renderProxy";
export {
  type ClientAddress,
  defaultProxySettings,
  type Health,
  type Log,
  type Method,
  methods,
  type PortUpstream,
  type ProxySettings,
  type Route,
  type SocketUpstream,
  type Upstream,
} from "./settings";
