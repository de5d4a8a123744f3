import {
  browserSecurityHeaders,
  defaultCompression,
  defaultConnections,
  defaultDecide,
  defaultProxySettings,
  defaultRemote,
  defaultUpstream,
  type ProxySettings,
  type Site,
} from "../../nginx";

const shop: Site = {
  hosts: ["shop.example.com", "*.shop.example.com"],
  rateLimit: { requests: 20, per: "second" },
  connectionLimit: 20,
  cors: {
    origins: ["https://www.example.com"],
    headers: ["Authorization"],
    exposeHeaders: ["ETag"],
    credentials: true,
  },
  responseHeaders: { "Referrer-Policy": "no-referrer" },
  routes: [
    { prefix: "/", methods: ["GET"], files: { folder: "web", fallback: "/index.html", maxAgeSeconds: 3600 } },
    { prefix: "/api", methods: ["GET", "POST", "DELETE"], upstream: "shop" },
    {
      path: "/api/catalogue/:id",
      methods: ["GET"],
      upstream: "shop",
      cache: { seconds: 30 },
      cors: { origins: ["*"] },
    },
    { path: "/api/login", methods: ["POST"], upstream: "shop", rateLimit: { requests: 5, per: "minute" } },
    { path: "/api/events", methods: ["GET"], upstream: "shop", stream: true, readSeconds: 3600, rateLimit: false },
    { path: "/api/socket", methods: ["GET"], upstream: "shop", webSocket: true, limitDryRun: true },
    { path: "/upload", methods: ["PUT"], upstream: "outside", bodyLimitBytes: 1024 ** 3 },
    { regex: "/v[2-9]/status", methods: ["GET"], upstream: "wiki", responseHeaders: { "X-Frame-Options": false } },
    { path: "/old", methods: ["GET"], redirect: { to: "https://shop.example.com/new", status: 308, keep: "query" } },
  ],
};

const closed: Site = {
  hosts: ["wiki.example.com"],
  maintenance: { retryAfterSeconds: 600, admit: ["203.0.113.0/24"] },
  routes: [{ prefix: "/", methods: ["GET", "PUT"], upstream: "wiki" }],
};

const moved: Site = {
  routes: [{ prefix: "/", methods: ["GET"], redirect: { to: "https://shop.example.com", keep: "target" } }],
};

/** Every feature of the proxy at once. */
export const everythingOn: ProxySettings = {
  ...defaultProxySettings,
  health: { path: "/healthz", body: "Service is healthy" },
  sites: [moved, shop, closed],
  upstreams: {
    shop: defaultUpstream,
    wiki: { kind: "socket", socket: "/run/wiki/http.sock", ...defaultConnections },
    outside: {
      ...defaultRemote,
      kind: "remote",
      servers: [
        { host: "files.example.com", port: 443, weight: 3 },
        { host: "files.example.com", port: 8443, backup: true },
      ],
      hostHeader: "request",
      balance: "leastConnections",
      retries: { on: ["timeout", "502", "503"], attempts: 3, seconds: 5 },
      resolveSeconds: 30,
    },
  },
  inspection: { kind: "decide", port: 9000, ...defaultDecide, passHeaders: ["X-Inspection-Score"] },
  clientAddress: { kind: "cloudfront", subnets: ["10.0.0.0/24"], origins: ["10.0.1.0/24"] },
  responseHeaders: browserSecurityHeaders,
  strictTransportSecurity: { seconds: 31536000, includeSubdomains: true },
  errorPages: { message: "Please call us." },
  compression: { ...defaultCompression, brotli: { modules: "/usr/lib/nginx/modules" } },
  workers: 2,
};
