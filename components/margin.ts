/**
 * Seconds by which the inner of two time-outs is shorter, so that the side that can say what happened gives up first:
 * the proxy before the load balancer, nginx's drain before SIGKILL, the proxy's idle connections before the application's.
 */
export const margin = 5;
