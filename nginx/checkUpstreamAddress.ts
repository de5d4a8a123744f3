import { isIP } from "node:net";
import { type Problem, show } from "./problem";
import type { PortUpstream, ProxySettings, SocketUpstream } from "./settings";

/** Room for a path in sockaddr_un, less the zero at its end (unix(7)). */
const longestSocketPath = 107;
const socketPath = /^(?:\/(?!\.\.?(?:\/|$))[A-Za-z0-9._-]+)+$/;

/** Where the application listens: a socket, or an address and a port, never both. */
export function checkUpstreamAddress({ port, upstream }: ProxySettings): Problem[] {
  if (!("socket" in upstream))
    return [...checkPort(upstream), ...checkHost(upstream), ...checkBothPorts(port, upstream)];
  const { host, port: itsPort } = upstream as Partial<PortUpstream>;
  if (host === undefined && itsPort === undefined) return checkSocket(upstream);
  return [
    {
      where: "upstream.socket",
      given: `${show(upstream.socket)} beside host ${show(host)} and port ${show(itsPort)}`,
      legal: "either socket, or host and port",
      fix: "leave host and port out: an application with a socket needs no port",
    },
  ];
}

function checkSocket({ socket }: SocketUpstream): Problem[] {
  if (typeof socket === "string" && socketPath.test(socket) && socket.length <= longestSocketPath) return [];
  return [
    {
      where: "upstream.socket",
      given: show(socket),
      legal: `an absolute path of letters, digits, ".", "_" and "-", at most ${longestSocketPath} characters`,
      fix: 'give the path in the volume that both containers mount, such as "/run/app/http.sock"',
    },
  ];
}

function checkPort({ port }: PortUpstream): Problem[] {
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return [];
  return [
    {
      where: "upstream.port",
      given: show(port),
      legal: "a whole number from 1 to 65535",
      fix: "give the port that the application listens on, such as 3000",
    },
  ];
}

function checkHost({ host }: PortUpstream): Problem[] {
  if (typeof host === "string" && isIP(host) !== 0 && !host.includes("%")) return [];
  return [
    {
      where: "upstream.host",
      given: show(host),
      legal: "an IPv4 or IPv6 address without a zone",
      fix: 'use "127.0.0.1"; "localhost" is ::1 first, where the application does not listen',
    },
  ];
}

function checkBothPorts(port: number, upstream: PortUpstream): Problem[] {
  if (port !== upstream.port || !isLoopback(upstream.host)) return [];
  return [
    {
      where: "upstream.port",
      given: `${upstream.port}, which is also the proxy's port`,
      legal: "another port than the proxy's, because both listen in one task",
      fix: "use 3000 for the application, or another port for the proxy",
    },
  ];
}

function isLoopback(host: string): boolean {
  return isIP(host) === 4 ? host.startsWith("127.") : host === "::1";
}
