import { type Problem, show } from "../problem";
import type { LinkedUpstream, PortUpstream, SocketUpstream } from "../settings/upstream";
import { absolutePathRule, isAbsolutePath } from "./absolutePath";
import { isAddress, isLoopback } from "./address";
import { checkRange } from "./checkRange";

/** Room for a path in sockaddr_un, less the zero at its end (unix(7)). */
const longestSocketPath = 107;
/** A container's name; a link's alias has no more characters. */
const linkName = /^[A-Za-z](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/;

/** An application on the task's loopback. */
export function checkPortUpstream(where: string, upstream: PortUpstream, proxyPort: number): Problem[] {
  return [...checkHost(where, upstream), ...checkPort(where, upstream), ...checkBothPorts(where, proxyPort, upstream)];
}

/** An application behind a Unix socket. */
export function checkSocketUpstream(where: string, { socket }: SocketUpstream): Problem[] {
  if (isAbsolutePath(socket, longestSocketPath)) return [];
  return [
    {
      where: `${where}.socket`,
      given: show(socket),
      legal: `${absolutePathRule}, at most ${longestSocketPath} characters`,
      fix: 'give the path in the volume that both containers mount, such as "/run/app/http.sock"',
    },
  ];
}

/** An application in a linked container. */
export function checkLinkedUpstream(where: string, upstream: LinkedUpstream): Problem[] {
  const { host } = upstream;
  const named = typeof host === "string" && linkName.test(host) && host.toLowerCase() !== "localhost";
  if (named) return checkPort(where, upstream);
  return [
    {
      where: `${where}.host`,
      given: show(host),
      legal: 'a container\'s name: a letter, then letters, digits, "-" or "_", at most 63 characters, not "localhost"',
      fix: 'give the name that the link in the task definition has, such as "app"; for a DNS name use kind "remote"',
    },
    ...checkPort(where, upstream),
  ];
}

function checkPort(where: string, { port }: { port: number }): Problem[] {
  const fix = "give the port that the application listens on, such as 3000";
  return checkRange({ where: `${where}.port`, given: port, from: 1, to: 65535, fix });
}

function checkHost(where: string, { host }: PortUpstream): Problem[] {
  if (isAddress(host) && isLoopback(host)) return [];
  const fix = isAddress(host)
    ? 'use kind "remote" for a server outside the task'
    : 'use "127.0.0.1"; "localhost" is ::1 first, where the application does not listen';
  return [{ where: `${where}.host`, given: show(host), legal: "an address of the loopback (127.0.0.0/8, ::1)", fix }];
}

function checkBothPorts(where: string, proxyPort: number, { port }: PortUpstream): Problem[] {
  if (proxyPort !== port) return [];
  return [
    {
      where: `${where}.port`,
      given: `${port}, which is also the proxy's port`,
      legal: "another port than the proxy's, because both listen in one task",
      fix: "use 3000 for the application, or another port for the proxy",
    },
  ];
}
