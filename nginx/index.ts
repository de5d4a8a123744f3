export { checkProxySettings } from "./checkProxySettings";
export { formatProblem, type Problem } from "./problem";
export { proxyImageFiles } from "./proxyImageFiles";
export { renderProxy } from "./renderProxy";
export {
  type ClientAddress,
  defaultProxySettings,
  type Health,
  type Method,
  methods,
  type ProxySettings,
  type Route,
  type Upstream,
} from "./settings";
