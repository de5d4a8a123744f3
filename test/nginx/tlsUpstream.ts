import type { IncomingMessage, RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import type { ServerCertificate } from "./certificates";

/** A server with HTTPS that remembers what reached it. */
export interface TlsUpstream {
  port: number;
  requests: IncomingMessage[];
  /** In the order in which they were complete. */
  handshakes: Handshake[];
  /** Closes the connections that are open, and keeps listening. */
  hangUp(): void;
  stop(): Promise<void>;
}

export interface Handshake {
  /** What the client asked for (SNI); false: nothing. */
  name: string | false;
  resumed: boolean;
  /** `TLSv1.3` */
  protocol: string | null;
}

interface Place {
  /** @default 127.0.0.1 */
  host?: string;
  /** @default a free one */
  port?: number;
}

/** Listens on loopback; answers 200 and the address it listens on, unless `listener` answers. */
export async function startTlsUpstream(
  certificate: ServerCertificate,
  { host = "127.0.0.1", port = 0 }: Place = {},
  listener: RequestListener = (_request, response) => response.end(host),
): Promise<TlsUpstream> {
  const requests: IncomingMessage[] = [];
  const handshakes: Handshake[] = [];
  const server = createServer({ ...certificate, keepAliveTimeout: 60_000 }, (request, response) => {
    requests.push(request);
    request.resume();
    listener(request, response);
  });
  server.on("secureConnection", (socket: TLSSocket & { servername?: string | false }) => {
    const { servername = false } = socket;
    handshakes.push({ name: servername, resumed: socket.isSessionReused(), protocol: socket.getProtocol() });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    handshakes,
    hangUp: () => server.closeAllConnections(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
