import type { Row } from "./judge";
import type { Listener } from "./listeners";

/**
 * The row that says whether a container that is behind the proxy can be reached past it: its port may listen on the
 * loopback only. From the kernel's table; nothing is connected to.
 *
 * @param listeners every listening socket; undefined where there is no table to read
 */
export function loopbackRow(container: string, port: number, listeners: Listener[] | undefined): Row {
  const row = {
    request: `listening sockets of ${container}`,
    expected: `127.0.0.1:${port} only`,
    answeredBy: "/proc/net/tcp",
  };
  if (!listeners) return { ...row, got: "not run: needs Linux's /proc", answeredBy: "", asExpected: undefined };
  const addresses = listeners.filter((one) => one.port === port).map((one) => one.address);
  const asExpected = addresses.length === 1 && addresses[0] === "127.0.0.1";
  const found = addresses.map((address) => `${address}:${port}`).join(", ") || `nothing on ${port}`;
  return { ...row, got: asExpected ? row.expected : found, asExpected };
}
