import { createServer, type RequestListener, type Server } from "node:http";
import type { Environment } from "./environment";
import { watchConnections } from "./stop";

/** As many header bytes as an ALB and the proxy let through (64 K); Node's default of 16 K answers 431 to them. */
const maxHeaderSize = 64 * 1024;

/** The HTTP server, not yet listening. */
export function createHttpServer(listener: RequestListener, { keepAliveSeconds }: Environment): Server {
  const keepAliveTimeout = keepAliveSeconds * 1000;
  // Longer than the keep-alive, or Node cuts a kept connection just as its next request begins.
  const headersTimeout = keepAliveTimeout + 1000;
  const server = createServer({ maxHeaderSize, keepAliveTimeout, headersTimeout }, listener);
  watchConnections(server);
  return server;
}

/** Starts to listen; resolves with the port, rejects if the address cannot be had. */
export function listen(server: Server, { host, port }: Environment): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.removeListener("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
