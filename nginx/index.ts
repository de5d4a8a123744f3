export { absolutePathRule, isAbsolutePath } from "./checks/absolutePath";
export { checkProxySettings } from "./checks/checkProxySettings";
export { isObject } from "./checks/knownKeys";
export { formatProblem, type Problem } from "./problem";
export { proxyImageFiles, staticFolders } from "./proxyImageFiles";
export { renderProxy } from "./render/renderProxy";
export type { Cache } from "./settings/cache";
export { apiGatewayClientHeader, type ClientAddress, type ListenerScheme } from "./settings/clientAddress";
export type { ClientLimits, RateLimit } from "./settings/clientLimits";
export { type Brotli, type Compression, defaultCompression } from "./settings/compression";
export type { Cors } from "./settings/cors";
export { type Denied, defaultDenied, scannerPaths, scannerUserAgents } from "./settings/denied";
export type { ErrorPages } from "./settings/errorPages";
export type { Health } from "./settings/health";
export {
  type DecideInspection,
  defaultDecide,
  defaultRelay,
  type Inspection,
  type OnInspectionFailure,
  type RelayInspection,
  relayUpstreamHeader,
} from "./settings/inspection";
export { defaultLimits, type Limits } from "./settings/limits";
export type { Log } from "./settings/log";
export type { Maintenance } from "./settings/maintenance";
export { type Method, methods } from "./settings/method";
export { defaultProxySettings, type ProxySettings } from "./settings/proxySettings";
export type { Redirect, RedirectStatus } from "./settings/redirect";
export {
  type Balance,
  defaultRemote,
  type HostHeader,
  type RemoteServer,
  type RemoteUpstream,
  type Retries,
  type RetryReason,
  type UpstreamTls,
} from "./settings/remoteUpstream";
export { browserSecurityHeaders, defaultResponseHeaders, type ResponseHeaders } from "./settings/responseHeaders";
export type { FilesOptions, ForwardOptions, RedirectOptions, Route, RouteOptions, RoutePath } from "./settings/route";
export type { Site } from "./settings/site";
export type { StaticFiles } from "./settings/staticFiles";
export type { StrictTransportSecurity } from "./settings/strictTransportSecurity";
export {
  defaultUpstream,
  type LinkedUpstream,
  type PortUpstream,
  type SocketUpstream,
  type Upstream,
} from "./settings/upstream";
export { defaultConnections, type UpstreamConnections } from "./settings/upstreamConnections";
