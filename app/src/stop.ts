import type { Server } from "node:http";

/** How often connections that became idle during the stop are closed. */
const sweepMilliseconds = 50;

/**
 * Stops a server without dropping what it works on: takes no new connection, closes the idle ones, lets requests in
 * flight finish. What is not done after `seconds` is cut. Resolves to whether everything could finish.
 */
export function stop(server: Server, seconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    let finished = true;
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMilliseconds);
    const deadline = setTimeout(() => {
      finished = false;
      server.closeAllConnections();
    }, seconds * 1000);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(deadline);
      resolve(finished);
    });
  });
}
