import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { balancerHeaders, endToEndHeaders, type ListenerFace } from "./balancerHeaders";

/** The local door: what stands where the load balancer would be. */
export interface DoorSettings {
  /** Port on 127.0.0.1 that clients of this machine connect to. */
  port: number;
  /** The listener it stands for: what X-Forwarded-Proto and -Port say. */
  listener: ListenerFace;
  /** IP address of this machine that it connects from, so that nginx can tell it from everybody else. */
  from: string;
  /** Address and port of the proxy. */
  target: { host: string; port: number };
}

/** Seconds without a byte after which the door answers 504: the idle time-out of an ALB by default. */
const idleSeconds = 60;

/** Size of all headers together that an ALB takes (Elastic Load Balancing, "Quotas"). */
const headerBytes = 64 * 1024;

/**
 * Opens the door: every request goes to the proxy with its method, target and body unchanged and with the headers that an
 * Application Load Balancer adds. An unreachable proxy is answered 502, a silent one 504. TLS, WebSocket upgrades and
 * HTTP/2, which an ALB also takes, are left out.
 *
 * @returns the listening server; rejects when the port cannot be had
 * @example const server = await openDoor({ port: 8000, listener: { protocol: "http", port: 80 }, from: "127.0.0.2", target: { host: "127.0.0.1", port: 8080 } });
 */
export function openDoor(settings: DoorSettings): Promise<Server> {
  const server = createServer({ maxHeaderSize: headerBytes }, (incoming, answer) =>
    forward(settings, incoming, answer),
  );
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, "127.0.0.1", () => resolve(server));
  });
}

function forward(settings: DoorSettings, incoming: IncomingMessage, answer: ServerResponse): void {
  const peer = incoming.socket.remoteAddress ?? "";
  const outgoing = request({
    ...settings.target,
    localAddress: settings.from,
    method: incoming.method ?? "GET",
    path: incoming.url ?? "/",
    // The list keeps order, case and repetitions, which an object would not.
    headers: balancerHeaders(incoming.rawHeaders, peer, settings.listener),
    timeout: idleSeconds * 1000,
  });
  outgoing.on("timeout", () => fail(504));
  outgoing.on("response", (response) => {
    answer.writeHead(response.statusCode ?? 502, response.statusMessage, endToEndHeaders(response.rawHeaders));
    pipeline(response, answer, () => {});
  });
  outgoing.on("error", () => fail(502));
  answer.on("close", () => outgoing.destroy());
  incoming.pipe(outgoing);

  function fail(status: 502 | 504): void {
    if (!answer.headersSent) answer.writeHead(status, { "content-type": "text/plain" });
    answer.end();
    outgoing.destroy();
  }
}
