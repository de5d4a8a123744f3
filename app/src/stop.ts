import type { Server } from "node:http";
import type { Socket } from "node:net";

const connections = new WeakMap<Server, Set<Socket>>();

/** Keeps account of a server's connections: to Node one that has sent nothing is not idle, and a stop would wait for it. */
export function watchConnections(server: Server): void {
  const open = new Set<Socket>();
  connections.set(server, open);
  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
}

/** How often connections that became idle during the stop are closed. */
const sweepMilliseconds = 50;

/**
 * Stops a server without dropping what it works on: takes no new connection, closes the idle ones, lets requests in
 * flight finish. What is not done after `seconds` is cut. Resolves to whether everything could finish.
 */
export function stop(server: Server, seconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    let finished = true;
    for (const socket of connections.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy();
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
