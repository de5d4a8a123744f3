import { createServer } from "node:http";
import type { Socket } from "node:net";
import { readRequest, type StrictRequest } from "./corpus/strictRequest";

/** One message that reached the application. */
export interface Arrival {
  /** Exactly what came, as latin1 text: a character a byte. */
  bytes: string;
  /** The message read by the letter, or the rule that it breaks. */
  read: StrictRequest | { violation: string };
}

/** An application that keeps the bytes that reach it, and has them read by two parsers that forgive nothing. */
export interface RawUpstream {
  port: number;
  /** In the order in which they were complete. */
  arrivals: Arrival[];
  /** Requests that Node's parser (llhttp, not lenient) handed to the application. */
  served(): number;
  /** What Node's parser refused, as its code and reason. */
  refusals: string[];
  /** Begins of messages that are not complete. */
  unfinished(): string[];
  /** Forgets what came so far. */
  forget(): void;
  stop(): Promise<void>;
}

const options = { insecureHTTPParser: false, requireHostHeader: true, keepAliveTimeout: 60_000, maxHeaderSize: 65_536 };

/**
 * Answers 200 to every request after its content, and 400 to what is none, as Node itself does.
 *
 * @param place path of a socket that everybody may write to; 0: a free port of the loopback
 */
export async function startRawUpstream(place: string | 0 = 0): Promise<RawUpstream> {
  const arrivals: Arrival[] = [];
  const refusals: string[] = [];
  const pending = new Map<Socket, string>();
  let served = 0;
  const server = createServer(options, (request, response) => {
    served++;
    request.resume().once("end", () => response.end("from upstream"));
  });
  server.on("connection", (socket: Socket) => {
    pending.set(socket, "");
    // With a listener of our own, Node hands the bytes to it and to its parser alike.
    socket.on("data", (chunk: Buffer) => {
      pending.set(socket, takeArrivals((pending.get(socket) ?? "") + chunk.toString("latin1"), arrivals));
    });
  });
  server.on("clientError", (error: NodeJS.ErrnoException & { reason?: string }, socket) => {
    if (error.code?.startsWith("HPE_")) refusals.push(`${error.code}: ${error.reason}`);
    socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  });
  await new Promise<void>((resolve) => {
    if (place === 0) server.listen(0, "127.0.0.1", resolve);
    else server.listen({ path: place, writableAll: true, readableAll: true }, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    arrivals,
    served: () => served,
    refusals,
    unfinished: () => [...pending.values()].filter((bytes) => bytes !== ""),
    forget: () => {
      arrivals.length = 0;
      refusals.length = 0;
      pending.clear();
      served = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Moves whole messages from the bytes to the arrivals; returns what is left. After a violation nothing more can be read. */
function takeArrivals(bytes: string, arrivals: Arrival[]): string {
  const reading = readRequest(bytes);
  if (reading.kind === "incomplete") return bytes;
  if (reading.kind === "violation") {
    arrivals.push({ bytes, read: { violation: reading.rule } });
    return "";
  }
  arrivals.push({ bytes: bytes.slice(0, bytes.length - reading.rest.length), read: reading.request });
  return takeArrivals(reading.rest, arrivals);
}
