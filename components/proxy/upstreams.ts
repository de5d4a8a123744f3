import { defaultConnections, defaultRemote, type Problem, type RemoteUpstream, type Upstream } from "../../nginx";
import { given } from "../given";
import type { UpstreamArgs } from "./upstreamArgs";

/** What a service's requests can go to besides its application. */
export function planUpstreams(upstreams: Record<string, UpstreamArgs>, readSeconds: number): Record<string, Upstream> {
  return Object.fromEntries(
    Object.entries(upstreams).map(([name, args]) => [
      name,
      args.servers === undefined ? sidecar(args, readSeconds) : remote(args, readSeconds),
    ]),
  );
}

function sidecar({ port, connectSeconds, readSeconds }: UpstreamArgs, usualReadSeconds: number): Upstream {
  return {
    kind: "port",
    host: "127.0.0.1",
    port: port ?? 0,
    ...defaultConnections,
    connectSeconds: connectSeconds ?? defaultConnections.connectSeconds,
    readSeconds: readSeconds ?? usualReadSeconds,
  };
}

function remote(args: UpstreamArgs, usualReadSeconds: number): Upstream {
  const { servers = [], plain = false, serverName, certificateAuthorities, hostHeader, balance } = args;
  return {
    kind: "remote",
    ...defaultRemote,
    servers: servers.map((server) => ({ port: plain ? 80 : 443, ...given(server) })),
    tls: plain
      ? false
      : {
          ...(serverName !== undefined && { serverName }),
          ...(certificateAuthorities !== undefined && { certificateAuthorities }),
        },
    hostHeader: (hostHeader ?? defaultRemote.hostHeader) as RemoteUpstream["hostHeader"],
    balance: (balance ?? defaultRemote.balance) as RemoteUpstream["balance"],
    resolvers: args.resolvers ?? defaultRemote.resolvers,
    ...(args.resolveSeconds !== undefined && { resolveSeconds: args.resolveSeconds }),
    connectSeconds: args.connectSeconds ?? defaultRemote.connectSeconds,
    readSeconds: args.readSeconds ?? usualReadSeconds,
  };
}

/** What only stands outside the task: fields that would silently not be so inside it. */
const ofServers = [
  "plain",
  "serverName",
  "certificateAuthorities",
  "hostHeader",
  "balance",
  "resolvers",
  "resolveSeconds",
] as const;

/** Whether each upstream is one thing; what is wrong in it, the proxy's own check finds. */
export function checkUpstreamArgs(where: string, upstreams: Record<string, UpstreamArgs>): Problem[] {
  return Object.entries(upstreams).flatMap(([name, args]) => {
    const at = `${where}.${name}`;
    if ((args.servers === undefined) === (args.port === undefined)) {
      const given = args.port === undefined ? "neither servers nor port" : "servers and port";
      return [{ where: at, given, legal: "one of the two", fix: "give servers outside the task, or a sidecar's port" }];
    }
    const idle = args.servers === undefined ? ofServers.filter((field) => args[field] !== undefined) : [];
    return idle.map((field) => ({
      where: `${at}.${field}`,
      given: String(args[field]),
      legal: "only beside servers",
      fix: "leave it out",
    }));
  });
}
