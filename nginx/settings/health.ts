/**
 * The page that the proxy answers itself, for the load balancer's health check. The check carries the task's address as
 * Host, so the page belongs to the site of every name, or stands alone where all sites have names.
 */
export interface Health {
  /** Exact path. @default "/" */
  path: string;
  /** Text of the answer. @default "Service is healthy" */
  body: string;
}
