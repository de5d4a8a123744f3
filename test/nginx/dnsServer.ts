import { createSocket, type RemoteInfo, type Socket } from "node:dgram";

/** A DNS server that knows the names of one test. */
export interface DnsServer {
  /** `127.0.0.1:5353`, as nginx takes it. */
  address: string;
  /** IPv4 addresses by name; a name that is not there does not exist. */
  names: Map<string, string[]>;
  /** What it was asked, such as `A example.com`. */
  questions: string[];
  /** Nothing listens on its port any more. */
  stop(): Promise<void>;
  /** Listens on the same port again. */
  start(): Promise<void>;
}

const types: Record<number, string> = { 1: "A", 28: "AAAA" };
const noSuchName = 3;

/** How long an answer counts, in seconds: as little as can be. */
const ttl = 1;

interface Place {
  /** @default 127.0.0.1 */
  host?: string;
  /** @default a free one */
  port?: number;
}

/** Answers A questions (RFC 1035); a name without addresses of the type that was asked for gets an empty answer. */
export async function startDnsServer(
  names: Record<string, string[]>,
  { host = "127.0.0.1", port = 0 }: Place = {},
): Promise<DnsServer> {
  let socket: Socket;
  const server: DnsServer = {
    address: "",
    names: new Map(Object.entries(names)),
    questions: [],
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
    start: async () => {
      socket = createSocket("udp4");
      socket.on("message", (query, from) => reply(server, socket, query, from));
      await new Promise<void>((resolve, reject) => {
        socket.once("error", reject);
        socket.bind(port, host, resolve);
      });
      port = socket.address().port;
      server.address = `${host}:${port}`;
    },
  };
  await server.start();
  return server;
}

function reply(server: DnsServer, socket: Socket, query: Buffer, from: RemoteInfo): void {
  const { name, type, end } = question(query);
  server.questions.push(`${types[type] ?? type} ${name}`);
  const known = server.names.get(name);
  const addresses = type === 1 ? (known ?? []) : [];
  const header = Buffer.from(query.subarray(0, 12));
  // An answer, recursion asked for and available.
  header.writeUInt16BE(0x8180 + (known === undefined ? noSuchName : 0), 2);
  header.writeUInt16BE(addresses.length, 6);
  header.writeUInt32BE(0, 8);
  socket.send(Buffer.concat([header, query.subarray(12, end), ...addresses.map(record)]), from.port, from.address);
}

/** The one question of a query: labels with their lengths, then type and class. */
function question(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** An A record; its name is a pointer to the question's. */
function record(address: string): Buffer {
  const head = Buffer.from("c00c00010001000000000004", "hex");
  head.writeUInt32BE(ttl, 6);
  return Buffer.concat([head, Buffer.from(address.split(".").map(Number))]);
}
