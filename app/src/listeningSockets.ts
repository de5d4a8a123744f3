import { existsSync, readFileSync } from "node:fs";

/** Linux's tables of TCP sockets (Documentation/networking/proc_net_tcp.rst); a kernel without IPv6 has only the first. */
const tables = ["/proc/net/tcp", "/proc/net/tcp6"];

/** State LISTEN in such a table (include/net/tcp_states.h). */
const listening = "0A";

/** Loopback as the tables write it, in words of the machine's byte order: 127.0.0.0/8, also mapped to IPv6, and ::1. */
const loopback = /^(?:(?:0{16}FFFF0000)?[0-9A-F]{6}7F|0{24}01000000)$/;

/** The text of this machine's tables; undefined where there are none, as on macOS. Connects to nothing. */
export function readSocketTables(): string[] | undefined {
  const found = tables.filter((table) => existsSync(table));
  return found.length === 0 ? undefined : found.map((table) => readFileSync(table, "utf8"));
}

/** Whether something listens on this port of an address that others can reach. */
export function isOpenBeyondLoopback(port: number, socketTables: string[]): boolean {
  return socketTables
    .flatMap((table) => table.split("\n").slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === listening)
    .some(([, local = ""]) => {
      const [address = "", hexPort = ""] = local.split(":");
      return Number.parseInt(hexPort, 16) === port && !loopback.test(address);
    });
}
