import { defaultConnections, defaultUpstream, type ProxySettings, type Site } from "../../nginx";
import { s1Settings } from "./s1Settings";

/** A field of the settings that takes a user's text, and a text there that nobody would mind. */
export interface HostilePlace {
  field: string;
  harmless: string;
  settings(text: string): ProxySettings;
}

const get = { methods: ["GET" as const] };
const site: Site = { routes: [{ path: "/x", ...get }] };

function withSites(...sites: Site[]): ProxySettings {
  return { ...s1Settings, sites };
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
    field: "clientAddress.subnets",
    harmless: "10.0.2.0/24",
    settings: (subnet) => ({ ...withSites(site), clientAddress: { kind: "alb", subnets: [subnet, "10.0.1.0/24"] } }),
  },
];
