/** The connections that are kept open to an application, and how long it is waited for. */
export interface UpstreamConnections {
  /** Idle connections that each worker keeps (nginx `keepalive`). @default 64 */
  keepAliveConnections: number;
  /** Seconds an idle connection is kept; must be shorter than the application's own keep-alive. @default 4 */
  keepAliveSeconds: number;
  /** Seconds to wait for a connection; on the task's loopback it is there at once or not at all. @default 1, remote: 5 */
  connectSeconds: number;
  /** Seconds to wait for the application's answer; shorter than the balancer's idle time-out, so that nginx says 504 and logs it. @default 25 */
  readSeconds: number;
}

/** Connections to an application in the same task; every field can be spread over. */
export const defaultConnections: UpstreamConnections = {
  keepAliveConnections: 64,
  keepAliveSeconds: 4,
  connectSeconds: 1,
  readSeconds: 25,
};
