import { type Problem, show } from "../problem";
import type { RemoteServer, RemoteUpstream } from "../settings/remoteUpstream";
import { isAddress, isLoopback } from "./address";
import { checkRange } from "./checkRange";
import { isDnsName } from "./dnsName";
import { checkKeys, isObject } from "./knownKeys";

const mostServers = 32;

/** The servers of a remote upstream, each by itself and all together. */
export function checkRemoteServers(where: string, { servers, tls }: RemoteUpstream): Problem[] {
  const at = `${where}.servers`;
  if (!Array.isArray(servers) || servers.length === 0 || servers.length > mostServers) {
    const given = Array.isArray(servers) ? `${servers.length} servers` : show(servers);
    const fix = 'write [{ host: "example.com", port: 443 }]';
    return [{ where: at, given, legal: `a list of 1 to ${mostServers} servers`, fix }];
  }
  const single = servers.flatMap((server, index) => checkServer(server, `${at}[${index}]`));
  if (single.length > 0) return single;
  return [...checkTwice(servers, at), ...checkBackups(servers, at), ...checkLocal(servers, tls, at)];
}

function checkServer(server: RemoteServer, where: string): Problem[] {
  if (!isObject(server)) {
    return [{ where, given: show(server), legal: "host and port", fix: 'write { host: "example.com", port: 443 }' }];
  }
  const { host, port, weight, backup } = server;
  const problems = checkKeys(where, server, ["host", "port", "weight", "backup"]);
  if (!isDnsName(host) && !isAddress(host)) {
    problems.push({
      where: `${where}.host`,
      given: show(host),
      legal: "a DNS name in small letters with two labels at least, or an IP address without a zone",
      fix: 'write the host alone, such as "example.com": no scheme, port or path',
    });
  }
  problems.push(...checkRange({ where: `${where}.port`, given: port, from: 1, to: 65535, fix: "use 443 for HTTPS" }));
  if (weight !== undefined) {
    const fix = "leave it out for equal shares";
    problems.push(...checkRange({ where: `${where}.weight`, given: weight, from: 1, to: 100, fix }));
  }
  if (backup !== undefined && typeof backup !== "boolean") {
    const fix = "use true, or leave it out";
    problems.push({ where: `${where}.backup`, given: show(backup), legal: "true or false", fix });
  }
  return problems;
}

function checkTwice(servers: RemoteServer[], where: string): Problem[] {
  const keys = servers.map(({ host, port }) => `${host} ${port}`);
  return keys.flatMap((key, index) => {
    if (keys.indexOf(key) === index) return [];
    const given = `host and port of servers[${keys.indexOf(key)}] again`;
    return [{ where: `${where}[${index}]`, given, legal: "each server once", fix: "give the one more weight" }];
  });
}

function checkBackups(servers: RemoteServer[], where: string): Problem[] {
  if (servers.some(({ backup }) => backup !== true)) return [];
  const fix = "take backup off those that requests shall go to";
  return [{ where, given: "backups only", legal: "at least one server that is no backup", fix }];
}

/** The same could be said by the kind `port`, which needs no more than the port. */
function checkLocal(servers: RemoteServer[], tls: RemoteUpstream["tls"], where: string): Problem[] {
  const [{ host } = { host: "" }, ...others] = servers;
  if (others.length > 0 || tls !== false || !isAddress(host) || !isLoopback(host)) return [];
  const legal = "the loopback only with TLS or among several servers";
  return [
    { where: `${where}[0].host`, given: show(host), legal, fix: 'use kind "port" for an application in the task' },
  ];
}
