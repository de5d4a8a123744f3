import { isIP } from "node:net";
import { type Problem, show } from "../problem";
import type { ProxySettings } from "../settings/proxySettings";
import type { PortUpstream, SocketUpstream, Upstream } from "../settings/upstream";
import { checkRange } from "./checkRange";
import { checkKeys, isObject } from "./knownKeys";

/** Room for a path in sockaddr_un, less the zero at its end (unix(7)). */
const longestSocketPath = 107;
const socketPath = /^(?:\/(?!\.\.?(?:\/|$))[A-Za-z0-9._-]+)+$/;
const upstreamName = /^[A-Za-z][A-Za-z0-9_-]{0,254}$/;

const connectionKeys = ["kind", "keepAliveConnections", "keepAliveSeconds", "connectSeconds", "readSeconds"];

/** Every application by itself: its name, where it listens, its connections. */
export function checkUpstreams({ port, upstreams }: ProxySettings): Problem[] {
  return Object.entries(upstreams).flatMap(([name, upstream]) => {
    const where = `upstreams.${name}`;
    const named = checkName(name);
    if (!isObject(upstream)) {
      const fix = 'write { kind: "port", host: "127.0.0.1", port: 3000, … }';
      return [...named, { where, given: show(upstream), legal: "an upstream", fix }];
    }
    return [...named, ...checkAddress(where, upstream, port), ...checkConnections(where, upstream)];
  });
}

function checkName(name: string): Problem[] {
  if (upstreamName.test(name)) return [];
  return [
    {
      where: "upstreams",
      given: show(name),
      legal: 'names of a letter, then letters, digits, "-" or "_", at most 255 characters (the container names of ECS)',
      fix: 'give the name of the application\'s container, such as "app"',
    },
  ];
}

function checkAddress(where: string, upstream: Upstream, proxyPort: number): Problem[] {
  switch (upstream.kind) {
    case "port":
      return [
        ...checkKeys(where, upstream, [...connectionKeys, "host", "port"]),
        ...checkRange({
          where: `${where}.port`,
          given: upstream.port,
          from: 1,
          to: 65535,
          fix: "give the port that the application listens on, such as 3000",
        }),
        ...checkHost(where, upstream),
        ...checkBothPorts(where, proxyPort, upstream),
      ];
    case "socket":
      return [...checkKeys(where, upstream, [...connectionKeys, "socket"]), ...checkSocket(where, upstream)];
    default: {
      const given = show((upstream as { kind: unknown }).kind);
      return [{ where: `${where}.kind`, given, legal: '"port" or "socket"', fix: 'use "port"' }];
    }
  }
}

function checkConnections(where: string, upstream: Upstream): Problem[] {
  const range = (field: keyof Upstream, from: number, to: number, fix: string) =>
    checkRange({ where: `${where}.${field}`, given: upstream[field], from, to, fix });
  return [
    ...range("keepAliveConnections", 1, 2048, "use 64, or the requests at once"),
    ...range("keepAliveSeconds", 1, 3600, "use 4, below Node's own 5"),
    ...range("connectSeconds", 1, 75, "use 1; nginx waits no longer than 75"),
    ...range("readSeconds", 1, 4000, "use 25; an ALB waits no longer than 4000"),
  ];
}

function checkSocket(where: string, { socket }: SocketUpstream): Problem[] {
  if (typeof socket === "string" && socketPath.test(socket) && socket.length <= longestSocketPath) return [];
  return [
    {
      where: `${where}.socket`,
      given: show(socket),
      legal: `an absolute path of letters, digits, ".", "_" and "-", at most ${longestSocketPath} characters`,
      fix: 'give the path in the volume that both containers mount, such as "/run/app/http.sock"',
    },
  ];
}

function checkHost(where: string, { host }: PortUpstream): Problem[] {
  if (typeof host === "string" && isIP(host) !== 0 && !host.includes("%")) return [];
  return [
    {
      where: `${where}.host`,
      given: show(host),
      legal: "an IPv4 or IPv6 address without a zone",
      fix: 'use "127.0.0.1"; "localhost" is ::1 first, where the application does not listen',
    },
  ];
}

function checkBothPorts(where: string, proxyPort: number, { host, port }: PortUpstream): Problem[] {
  if (proxyPort !== port || !isLoopback(host)) return [];
  return [
    {
      where: `${where}.port`,
      given: `${port}, which is also the proxy's port`,
      legal: "another port than the proxy's, because both listen in one task",
      fix: "use 3000 for the application, or another port for the proxy",
    },
  ];
}

function isLoopback(host: string): boolean {
  return isIP(host) === 4 ? host.startsWith("127.") : host === "::1";
}
