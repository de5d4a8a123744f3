import { type Problem, show } from "../problem";
import type { ProxySettings } from "../settings/proxySettings";
import type { Upstream } from "../settings/upstream";
import { checkLinkedUpstream, checkPortUpstream, checkSocketUpstream } from "./checkLocalUpstream";
import { checkRange } from "./checkRange";
import { checkRemoteUpstream } from "./checkRemoteUpstream";
import { checkKeys, isObject } from "./knownKeys";

const upstreamName = /^[A-Za-z][A-Za-z0-9_-]{0,254}$/;
const connectionKeys = ["kind", "keepAliveConnections", "keepAliveSeconds", "connectSeconds", "readSeconds"];

/** Every application by itself: its name, where it listens, its connections. */
export function checkUpstreams({ port, upstreams }: ProxySettings): Problem[] {
  if (!isObject(upstreams)) {
    const fix = 'write { app: { kind: "port", host: "127.0.0.1", port: 3000, … } }';
    return [{ where: "upstreams", given: show(upstreams), legal: "applications by name", fix }];
  }
  const names = Object.keys(upstreams);
  return Object.entries(upstreams).flatMap(([name, upstream], index) => {
    const where = `upstreams.${name}`;
    const named = checkName(name, names.slice(0, index));
    if (!isObject(upstream)) {
      const fix = 'write { kind: "port", host: "127.0.0.1", port: 3000, … }';
      return [...named, { where, given: show(upstream), legal: "an upstream", fix }];
    }
    return [...named, ...checkPlace(where, upstream, port), ...checkConnections(where, upstream)];
  });
}

/** nginx knows upstreams by their names in small letters. */
function checkName(name: string, earlier: string[]): Problem[] {
  const twin = earlier.find((one) => one.toLowerCase() === name.toLowerCase());
  if (twin !== undefined) {
    const given = `${show(name)} beside ${show(twin)}`;
    return [{ where: `upstreams.${name}`, given, legal: "each name once, in whatever letter case", fix: "rename one" }];
  }
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

/** What each kind has of its own. */
function checkPlace(where: string, upstream: Upstream, proxyPort: number): Problem[] {
  const keys = (...own: string[]) => checkKeys(where, upstream, [...connectionKeys, ...own]);
  switch (upstream.kind) {
    case "port":
      return [...keys("host", "port"), ...checkPortUpstream(where, upstream, proxyPort)];
    case "socket":
      return [...keys("socket"), ...checkSocketUpstream(where, upstream)];
    case "linked":
      return [...keys("host", "port"), ...checkLinkedUpstream(where, upstream)];
    case "remote":
      return [...keys(...remoteKeys), ...checkRemoteUpstream(where, upstream)];
    default: {
      const given = show((upstream as { kind: unknown }).kind);
      const legal = '"port", "socket", "linked" or "remote"';
      return [{ where: `${where}.kind`, given, legal, fix: 'use "port" for an application in the same task' }];
    }
  }
}

const remoteKeys = [
  ...["servers", "tls", "hostHeader", "balance", "failures", "failSeconds", "retries"],
  ...["resolvers", "resolveSeconds", "ipv6"],
];

function checkConnections(where: string, upstream: Upstream): Problem[] {
  const range = (field: keyof Upstream, from: number, to: number, fix: string) =>
    checkRange({ where: `${where}.${field}`, given: upstream[field], from, to, fix });
  return [
    ...range("keepAliveConnections", 1, 2048, "use 64, or the requests at once"),
    ...range("keepAliveSeconds", 1, 3600, "use 4, below Node's own 5"),
    ...range("connectSeconds", 1, 75, "use 1, or 5 outside the task; nginx waits no longer than 75"),
    ...range("readSeconds", 1, 4000, "use 25; an ALB waits no longer than 4000"),
  ];
}
