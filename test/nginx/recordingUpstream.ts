import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** An application that remembers what reached it. */
export interface RecordingUpstream {
  port: number;
  requests: IncomingMessage[];
  connections(): number;
  stop(): Promise<void>;
}

/**
 * Listens on loopback; answers 200 to everything unless `listener` answers.
 *
 * @param port 0: a free one
 */
export async function startRecordingUpstream(listener?: RequestListener, port = 0): Promise<RecordingUpstream> {
  const requests: IncomingMessage[] = [];
  let connections = 0;
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    requests.push(request);
    request.resume();
    if (listener) listener(request, response);
    else response.end("from upstream");
  });
  server.on("connection", () => {
    connections++;
  });
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
