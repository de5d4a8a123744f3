import {
  type DecideInspection,
  defaultCompression,
  defaultConnections,
  defaultDecide,
  defaultRemote,
  defaultUpstream,
  type ProxySettings,
  type RemoteUpstream,
  type Site,
} from "../../nginx";
import { s1Settings } from "./s1Settings";

/** A field of the settings that takes a user's text, and a text there that nobody would mind. */
export interface HostilePlace {
  field: string;
  harmless: string;
  settings(text: string): ProxySettings;
}

const get = { methods: ["GET" as const] };
const site: Site = { routes: [{ path: "/x", ...get }] };
const wide: Site = { routes: [{ prefix: "/x", ...get }] };

function withSites(...sites: Site[]): ProxySettings {
  return { ...s1Settings, sites };
}

function withRemote(changes: Partial<RemoteUpstream>): ProxySettings {
  const servers = [{ host: "example.com", port: 443 }];
  return { ...withSites(site), upstreams: { app: { kind: "remote", servers, ...defaultRemote, ...changes } } };
}

function decided(changes: Partial<DecideInspection>): ProxySettings {
  return { ...withSites(site), inspection: { kind: "decide", port: 9000, ...defaultDecide, ...changes } };
}

/** Every field in which a text of a user's gets into nginx.conf. */
export const hostilePlaces: HostilePlace[] = [
  {
    field: "health.path",
    harmless: "/x",
    settings: (path) => ({ ...withSites(), health: { ...s1Settings.health, path } }),
  },
  {
    field: "health.body",
    harmless: "x",
    settings: (body) => ({ ...withSites(), health: { ...s1Settings.health, body } }),
  },
  { field: "path", harmless: "/y", settings: (path) => withSites({ routes: [{ path, ...get }] }) },
  { field: "prefix", harmless: "/y", settings: (prefix) => withSites({ routes: [{ prefix, ...get }] }) },
  { field: "regex", harmless: "/y", settings: (regex) => withSites({ routes: [{ regex, ...get }] }) },
  {
    field: "hosts",
    harmless: "x.example.com",
    settings: (host) => withSites({ ...site, hosts: [host] }),
  },
  {
    field: "upstreams",
    harmless: "x",
    settings: (name) => ({ ...withSites(site), upstreams: { [name]: defaultUpstream } }),
  },
  {
    field: "upstreams.app.host",
    harmless: "127.0.0.2",
    settings: (host) => ({ ...withSites(site), upstreams: { app: { ...defaultUpstream, host } } }),
  },
  {
    field: "upstreams.app.socket",
    harmless: "/x",
    settings: (socket) => ({
      ...withSites(site),
      upstreams: { app: { kind: "socket", socket, ...defaultConnections } },
    }),
  },
  {
    field: "upstreams.linked.host",
    harmless: "x",
    settings: (host) => ({
      ...withSites(site),
      upstreams: { linked: { kind: "linked", host, port: 3000, ...defaultConnections } },
    }),
  },
  {
    field: "upstreams.app.servers[0].host",
    harmless: "x.example",
    settings: (host) => withRemote({ servers: [{ host, port: 443 }] }),
  },
  {
    field: "upstreams.app.tls.serverName",
    harmless: "x.example",
    settings: (serverName) => withRemote({ tls: { serverName } }),
  },
  {
    field: "upstreams.app.tls.certificateAuthorities",
    harmless: "/x",
    settings: (certificateAuthorities) => withRemote({ tls: { certificateAuthorities } }),
  },
  {
    field: "upstreams.app.resolvers",
    harmless: "10.0.0.2",
    settings: (resolver) => withRemote({ resolvers: [resolver] }),
  },
  {
    field: "clientAddress.subnets",
    harmless: "10.0.2.0/24",
    settings: (subnet) => ({ ...withSites(site), clientAddress: { kind: "alb", subnets: [subnet, "10.0.1.0/24"] } }),
  },
  {
    field: "clientAddress.origins",
    harmless: "10.0.2.0/24",
    settings: (network) => ({
      ...withSites(site),
      clientAddress: { kind: "cloudfront", subnets: ["10.0.1.0/24"], origins: [network] },
    }),
  },
  {
    field: "clientAddress.scheme",
    harmless: "https",
    settings: (scheme) => ({ ...withSites(site), clientAddress: { kind: "nlb-preserve", scheme: scheme as "https" } }),
  },
  {
    field: "denied.paths",
    harmless: "/wordy",
    settings: (word) => ({ ...withSites(wide), denied: { paths: [word, "/other"], userAgents: ["other"] } }),
  },
  {
    field: "denied.userAgents",
    harmless: "wordy",
    settings: (word) => ({ ...withSites(wide), denied: { paths: ["/other"], userAgents: [word, "other"] } }),
  },
  {
    field: "responseHeaders",
    harmless: "X-Name",
    settings: (name) => ({ ...withSites(site), responseHeaders: { [name]: "x" } }),
  },
  {
    field: "responseHeaders.X-Name",
    harmless: "x",
    settings: (value) => withSites({ ...site, responseHeaders: { "X-Name": value } }),
  },
  {
    field: "origins",
    harmless: "https://x.example",
    settings: (one) => withSites({ ...site, cors: { origins: [one, "https://y.example"] } }),
  },
  {
    field: "headers",
    harmless: "X-Name",
    settings: (name) => withSites({ ...site, cors: { origins: ["*"], headers: [name], exposeHeaders: [name] } }),
  },
  {
    field: "to",
    harmless: "https://x.example/y",
    settings: (to) => withSites({ routes: [{ path: "/x", ...get, redirect: { to, keep: "nothing" } }] }),
  },
  {
    field: "admit",
    harmless: "10.0.0.0/24",
    settings: (network) => withSites({ ...site, maintenance: { retryAfterSeconds: 1, admit: [network] } }),
  },
  {
    field: "message",
    harmless: "Please call.",
    settings: (message) => ({ ...withSites(site), errorPages: { message } }),
  },
  {
    field: "types",
    harmless: "text/x",
    settings: (type) => ({ ...withSites(site), compression: { ...defaultCompression, types: [type] } }),
  },
  {
    field: "modules",
    harmless: "/x",
    settings: (modules) => ({ ...withSites(site), compression: { ...defaultCompression, brotli: { modules } } }),
  },
  {
    field: "folder",
    harmless: "x",
    settings: (folder) => withSites({ routes: [{ prefix: "/x", ...get, files: { folder } }] }),
  },
  {
    field: "fallback",
    harmless: "/x",
    settings: (fallback) => withSites({ routes: [{ prefix: "/x", ...get, files: { folder: "x", fallback } }] }),
  },
  { field: "filesRoot", harmless: "/x", settings: (filesRoot) => ({ ...withSites(site), filesRoot }) },
  { field: "inspection.host", harmless: "127.0.0.2", settings: (host) => decided({ host }) },
  { field: "inspection.path", harmless: "/x", settings: (path) => decided({ path }) },
  { field: "inspection.passHeaders", harmless: "X-Name", settings: (name) => decided({ passHeaders: [name] }) },
];
