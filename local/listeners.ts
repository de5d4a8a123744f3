import { readFileSync } from "node:fs";

/** A TCP socket that waits for connections, from Linux's table. */
export interface Listener {
  /** `127.0.0.1`, `0.0.0.0`, `[::]`. */
  address: string;
  port: number;
  /** Number of the socket, by which a process's open files name it. */
  inode: string;
}

/** State LISTEN in /proc/net/tcp (Linux, include/net/tcp_states.h). */
const listening = "0A";

/**
 * Every listening TCP socket of this machine; undefined where there is no /proc to read it from.
 * Reads only: it connects to nothing.
 */
export function readListeners(): Listener[] | undefined {
  if (process.platform !== "linux") return undefined;
  return ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) => parseListeners(readTable(file)));
}

/** A kernel without IPv6 has no tcp6, and then nothing listens there. */
function readTable(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

/** The listening sockets in the text of /proc/net/tcp or tcp6 (Linux, Documentation/networking/proc_net_tcp.rst). */
export function parseListeners(table: string): Listener[] {
  return table
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === listening)
    .map((fields) => {
      const [address = "", port = ""] = (fields[1] ?? "").split(":");
      return { address: readAddress(address), port: Number.parseInt(port, 16), inode: fields[9] ?? "" };
    });
}

/** The kernel prints addresses as 32-bit words in the machine's byte order, which is little-endian wherever Node runs on Linux but s390x. */
function readAddress(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (words.length === 1) return bytes.map((byte) => Number.parseInt(byte, 16)).join(".");
  const groups = Array.from({ length: 8 }, (_, at) => `${bytes[2 * at]}${bytes[2 * at + 1]}`.toLowerCase());
  return new URL(`http://[${groups.join(":")}]`).hostname;
}
