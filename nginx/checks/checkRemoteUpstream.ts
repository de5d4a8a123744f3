import { remoteAuthority, remoteName } from "../plan/remoteName";
import { type Problem, show } from "../problem";
import { balances, hostHeaders, type RemoteUpstream, type Retries, retryReasons } from "../settings/remoteUpstream";
import { absolutePathRule, isAbsolutePath } from "./absolutePath";
import { checkRange } from "./checkRange";
import { checkRemoteServers } from "./checkRemoteServers";
import { checkResolvers } from "./checkResolvers";
import { isDnsName } from "./dnsName";
import { checkKeys, isObject } from "./knownKeys";

const longestPath = 512;

/** Servers outside the task: each by itself, and what they share. */
export function checkRemoteUpstream(where: string, upstream: RemoteUpstream): Problem[] {
  const servers = checkRemoteServers(where, upstream);
  const tls = checkTls(`${where}.tls`, upstream.tls);
  const { hostHeader, balance, failures, failSeconds, retries, ipv6 } = upstream;
  const names = [...servers, ...tls].length > 0 ? [] : checkNames(where, upstream);
  return [
    ...servers,
    ...tls,
    ...checkOneOf(`${where}.hostHeader`, hostHeader, hostHeaders),
    ...names,
    ...checkOneOf(`${where}.balance`, balance, balances),
    ...checkRange({ where: `${where}.failures`, given: failures, from: 0, to: 100, fix: "use 3; 0 never counts any" }),
    ...checkRange({ where: `${where}.failSeconds`, given: failSeconds, from: 1, to: 3600, fix: "use 10" }),
    ...checkRetries(`${where}.retries`, retries),
    ...checkResolvers(where, upstream),
    ...checkOneOf(`${where}.ipv6`, ipv6, [true, false]),
  ];
}

function checkTls(where: string, tls: RemoteUpstream["tls"]): Problem[] {
  if (tls === false) return [];
  if (!isObject(tls)) {
    return [{ where, given: show(tls), legal: "false, or an object", fix: "write {} for verified TLS" }];
  }
  const { serverName, certificateAuthorities: file } = tls;
  const problems = checkKeys(where, tls, ["serverName", "certificateAuthorities"]);
  if (serverName !== undefined && !isDnsName(serverName)) {
    const fix = 'give the name that the certificate is for, such as "example.com"';
    problems.push({ where: `${where}.serverName`, given: show(serverName), legal: "a DNS name in small letters", fix });
  }
  if (file !== undefined && !isAbsolutePath(file, longestPath)) {
    problems.push({
      where: `${where}.certificateAuthorities`,
      given: show(file),
      legal: `${absolutePathRule}, at most ${longestPath} characters`,
      fix: "give the file in the proxy's image, or leave it out for the public authorities",
    });
  }
  return problems;
}

/** The certificate is verified for one name, and Host holds one; where the servers have several, somebody must choose. */
function checkNames(where: string, upstream: RemoteUpstream): Problem[] {
  if (upstream.tls !== false && !isDnsName(remoteName(upstream))) {
    const given = show(upstream.servers.map(({ host }) => host));
    const legal = "the DNS name that the certificates are for, where the hosts do not have one";
    return [{ where: `${where}.tls.serverName`, given, legal, fix: 'give it, such as "example.com"' }];
  }
  if (upstream.hostHeader !== "upstream" || remoteAuthority(upstream) !== undefined) return [];
  const given = '"upstream", with several names or ports';
  const fix = 'use "request", or an upstream for each of them';
  return [
    { where: `${where}.hostHeader`, given, legal: '"upstream" only where all servers have one name and port', fix },
  ];
}

function checkRetries(where: string, retries: Retries): Problem[] {
  if (!isObject(retries)) {
    const fix = 'write { on: ["timeout"], attempts: 2, seconds: 10 }';
    return [{ where, given: show(retries), legal: "on, attempts and seconds", fix }];
  }
  const { on, attempts, seconds } = retries as Retries;
  const isSet = Array.isArray(on) && new Set(on).size === on.length && on.every((one) => retryReasons.includes(one));
  const reasons = isSet ? [] : [reasonsProblem(`${where}.on`, on)];
  return [
    ...checkKeys(where, retries, ["on", "attempts", "seconds"]),
    ...reasons,
    ...checkRange({ where: `${where}.attempts`, given: attempts, from: 1, to: 10, fix: "use 2; 1 never asks another" }),
    ...checkRange({ where: `${where}.seconds`, given: seconds, from: 1, to: 600, fix: "use 10" }),
  ];
}

function reasonsProblem(where: string, on: unknown): Problem {
  const legal = `a list of ${retryReasons.map(show).join(", ")}, each once; it may be empty`;
  return { where, given: show(on), legal, fix: 'use ["timeout"]; a connection that fails is always a reason' };
}

function checkOneOf(where: string, given: unknown, legal: readonly unknown[]): Problem[] {
  if (legal.includes(given)) return [];
  return [{ where, given: show(given), legal: legal.map(show).join(" or "), fix: `use ${show(legal[0])}` }];
}
