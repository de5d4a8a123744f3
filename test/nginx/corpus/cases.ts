import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultDenied, type ProxySettings, type Route, type Site } from "../../../nginx";
import { startRawUpstream } from "../rawUpstream";
import { appAt, s1Routes, s1Settings } from "../s1Settings";
import { s3At } from "../s3Settings";
import type { Allowed, AllowList } from "./allowed";
import type { Door } from "./attack";
import type { Application } from "./drive";

/** Settings that are attacked, and what they say. */
export interface Case {
  name: string;
  list: AllowList;
  /** The route that generated and aimed attacks start from. */
  door: Door;
  /** Name of a site that has the route. */
  host: string;
  /** Starts the applications; gives the settings that lead to them. */
  start(): Promise<Started>;
}

export interface Started {
  settings: ProxySettings;
  applications: Application[];
  stop(): Promise<void>;
}

export const s1List: AllowList = {
  allowed: [
    { segments: ["api", "users", ":"], methods: ["GET", "HEAD"] },
    { segments: ["api", "users", "by", "username", ":"], methods: ["GET", "HEAD"] },
  ],
};

const wide: Route[] = [
  { prefix: "/files", methods: ["GET"] },
  { prefix: "/tree/:id/leaves", methods: ["POST"] },
  { path: "/files/:name/raw", methods: ["PUT"] },
  { regex: "/v[0-9]+/(?:reports|invoices)/[^/]+", methods: ["GET"] },
];

const wideList: AllowList = {
  allowed: [
    ...s1List.allowed,
    { segments: ["files", ":", "raw"], methods: ["PUT"] },
    { segments: ["files"], below: true, methods: ["GET", "HEAD"] },
    { segments: ["tree", ":", "leaves"], below: true, methods: ["POST"] },
    { pattern: /^\/v[0-9]+\/(?:reports|invoices)\/[^/]+$/, methods: ["GET", "HEAD"] },
  ],
  denied: defaultDenied,
};

const shop = ["shop.example.com", "*.shop.example.com"];
const cart: Allowed = { segments: ["cart", ":"], methods: ["GET", "HEAD", "POST", "DELETE"] };

const s3List: AllowList = {
  allowed: [
    { ...cart, hosts: shop, application: "shop" },
    { hosts: shop, segments: ["api"], below: true, methods: ["GET", "HEAD", "POST"], application: "api" },
    { hosts: shop, segments: [], below: true, methods: ["GET", "HEAD"], application: "shop" },
    {
      hosts: ["api.example.com"],
      segments: ["v1"],
      below: true,
      methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
      application: "api",
    },
    { hosts: ["api.example.com"], pattern: /^\/v[2-9]\/status$/, methods: ["GET", "HEAD"], application: "api" },
    {
      hosts: ["wiki.example.com"],
      segments: ["pages"],
      below: true,
      methods: ["GET", "HEAD", "PUT"],
      application: "wiki",
    },
  ],
  denied: defaultDenied,
};

/** One site of every name and one application. */
async function startOne(routes: Route[]): Promise<Started> {
  const upstream = await startRawUpstream();
  const site: Site = { routes };
  return {
    settings: { ...s1Settings, sites: [site], upstreams: appAt(upstream.port) },
    applications: [{ name: "app", upstream }],
    stop: () => upstream.stop(),
  };
}

/** S3's three applications, one of them with two servers and one behind a socket. */
async function startThree(): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-s3-"));
  chmodSync(folder, 0o755);
  const socket = join(folder, "wiki.sock");
  const [shop, first, second] = [await startRawUpstream(), await startRawUpstream(), await startRawUpstream()];
  const wiki = await startRawUpstream(socket);
  const server = (port: number) => ({ host: "127.0.0.1", port });
  const applications = [
    { name: "shop", upstream: shop },
    { name: "api", upstream: first },
    { name: "api", upstream: second },
    { name: "wiki", upstream: wiki },
  ];
  return {
    settings: s3At({ shop: shop.port, api: [server(first.port), server(second.port)], wiki: socket }),
    applications,
    stop: async () => {
      for (const { upstream } of applications) await upstream.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const cases: Case[] = [
  {
    name: "S1",
    list: s1List,
    door: { method: "GET", path: "/api/users/1" },
    host: "shop.example",
    start: () => startOne(s1Routes),
  },
  {
    name: "S1 with a route that takes content",
    list: { allowed: [...s1List.allowed, { segments: ["orders"], methods: ["POST"] }] },
    door: { method: "POST", path: "/orders" },
    host: "shop.example",
    start: () => startOne([...s1Routes, { path: "/orders", methods: ["POST"] }]),
  },
  {
    name: "S1 with prefixes, an expression and lists of what is denied",
    list: wideList,
    door: { method: "GET", path: "/files/2026/1" },
    host: "shop.example",
    start: () => startOne([...s1Routes, ...wide]),
  },
  {
    name: "S3",
    list: s3List,
    door: { method: "POST", path: "/api/prices/1" },
    host: "shop.example.com",
    start: startThree,
  },
];
