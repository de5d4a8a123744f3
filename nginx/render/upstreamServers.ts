import { isIP } from "node:net";
import { type Directive, directive, literal } from "../conf/directive";
import { bracketed } from "../plan/remoteName";
import type { RemoteServer, RemoteUpstream } from "../settings/remoteUpstream";
import type { Upstream } from "../settings/upstream";

const why = "the only server, so never taken out after failures";

/**
 * Room for what the workers share: some 3 KB a server's address (its failures, its TLS session), and eight pages at
 * least, which are of 64 KiB on some ARM64 machines.
 */
const zoneSize = "1m";

/** Where an upstream's servers are, and how requests are shared among them. */
export function serverDirectives(name: string, upstream: Upstream): Directive[] {
  switch (upstream.kind) {
    case "socket": {
      const comment = `socket: in a volume that the two containers share, so there is no port; ${why}`;
      return [directive("server", [`unix:${literal(upstream.socket)}`, "max_fails=0"], comment)];
    }
    case "port":
      return [directive("server", [address(upstream), "max_fails=0"], `host, port; ${why}`)];
    case "linked": {
      const comment = `host, port: the link's name in /etc/hosts, read when nginx starts; ${why}`;
      return [directive("server", [address(upstream), "max_fails=0"], comment)];
    }
    case "remote":
      return remoteDirectives(name, upstream);
  }
}

/** More than one address could get a request. */
export function isGroup({ servers }: RemoteUpstream): boolean {
  return servers.length > 1 || servers.some(isName);
}

function remoteDirectives(name: string, upstream: RemoteUpstream): Directive[] {
  const { servers, balance } = upstream;
  if (!isGroup(upstream)) return servers.map((server) => directive("server", [address(server), "max_fails=0"], why));
  return [
    directive("zone", [`upstream_${literal(name)}`, zoneSize], "what the workers share: addresses and failures"),
    ...(balance === "leastConnections" ? [directive("least_conn", [], "balance")] : []),
    ...(servers.some(isName) ? resolverDirectives(upstream) : []),
    ...servers.map((server, index) => serverDirective(upstream, server, index === 0)),
  ];
}

/** A resolver of the upstream's own, so that nothing else is looked up by accident. */
function resolverDirectives({ resolvers, resolveSeconds, ipv6 }: RemoteUpstream): Directive[] {
  const valid = resolveSeconds === undefined ? [] : [`valid=${resolveSeconds}s`];
  return [
    directive(
      "resolver",
      [...resolvers.map(literal), ...valid, ...(ipv6 ? [] : ["ipv6=off"])],
      "resolvers, resolveSeconds, ipv6: who tells the names' addresses, again whenever an answer has grown old; needs nginx 1.27.3",
    ),
    directive(
      "resolver_timeout",
      ["10s"],
      "asked twice in this time; without an answer the known addresses stay, and after as long it is asked again",
    ),
  ];
}

function serverDirective(upstream: RemoteUpstream, server: RemoteServer, isFirst: boolean): Directive {
  const { failures, failSeconds } = upstream;
  const args = [
    address(server),
    ...(server.weight === undefined ? [] : [`weight=${server.weight}`]),
    `max_fails=${failures}`,
    ...(failures === 0 ? [] : [`fail_timeout=${failSeconds}s`]),
    ...(isName(server) ? ["resolve"] : []),
    ...(server.backup ? ["backup"] : []),
  ];
  return directive("server", args, isFirst ? "servers, failures, failSeconds" : undefined);
}

function isName({ host }: RemoteServer): boolean {
  return isIP(host) === 0;
}

function address({ host, port }: { host: string; port: number }): string {
  return `${literal(bracketed(host))}:${port}`;
}
