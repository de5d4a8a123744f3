import { isIPv6 } from "node:net";
import type { RemoteUpstream } from "../settings/remoteUpstream";

/** What servers are called by in TLS: the name that was given for it, else the one host that all of them have. */
export function remoteName({ servers, tls }: RemoteUpstream): string | undefined {
  if (tls !== false && tls.serverName !== undefined) return tls.serverName;
  return theOnly(servers.map(({ host }) => host));
}

/** What they are called by in Host: with the port, where it is not the scheme's own. */
export function remoteAuthority(upstream: RemoteUpstream): string | undefined {
  const name = remoteName(upstream);
  const port = theOnly(upstream.servers.map((server) => server.port));
  if (name === undefined || port === undefined) return undefined;
  return port === (upstream.tls === false ? 80 : 443) ? bracketed(name) : `${bracketed(name)}:${port}`;
}

/** A host as it stands before a port. */
export function bracketed(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}

function theOnly<T>(values: T[]): T | undefined {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? first : undefined;
}
