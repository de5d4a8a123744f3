import {
  defaultConnections,
  defaultProxySettings,
  defaultRemote,
  defaultUpstream,
  type ProxySettings,
  type Upstream,
} from "../../nginx";

/** Where the applications of S3 are, beside the one behind a socket. */
export interface S3Places {
  /** Port of the shop, in the task. */
  shop: number;
  /** The two servers of the interface, outside of it. */
  api: [first: ApiServer, second: ApiServer];
  /** Socket of the wiki, in the task. */
  wiki: string;
}

export interface ApiServer {
  host: string;
  port: number;
}

const places: S3Places = {
  shop: 3000,
  api: [
    { host: "10.0.1.10", port: 8080 },
    { host: "10.0.1.11", port: 8080 },
  ],
  wiki: "/run/wiki/http.sock",
};

/** Many sites, one gate (S3 of the seeds): three applications by name, in the task and on other hosts. */
export const s3Settings: ProxySettings = {
  ...defaultProxySettings,
  health: { path: "/healthz", body: "Service is healthy" },
  sites: [
    {
      hosts: ["shop.example.com", "*.shop.example.com"],
      routes: [
        { prefix: "/", methods: ["GET"], upstream: "shop" },
        { path: "/cart/:id", methods: ["GET", "POST", "DELETE"], upstream: "shop" },
        { prefix: "/api", methods: ["GET", "POST"], upstream: "api" },
      ],
    },
    {
      hosts: ["api.example.com"],
      routes: [
        { prefix: "/v1", methods: ["GET", "POST", "PUT", "PATCH", "DELETE"], upstream: "api" },
        { regex: "/v[2-9]/status", methods: ["GET"], upstream: "api" },
      ],
    },
    {
      hosts: ["wiki.example.com"],
      routes: [{ prefix: "/pages", methods: ["GET", "PUT"], upstream: "wiki", bodyLimitBytes: 8 * 1024 * 1024 }],
    },
  ],
  upstreams: s3Upstreams(places),
};

/** S3's settings with its applications where a test has them. */
export function s3At(places: S3Places): ProxySettings {
  return { ...s3Settings, upstreams: s3Upstreams(places) };
}

function s3Upstreams({ shop, api, wiki }: S3Places): Record<string, Upstream> {
  return {
    shop: { ...defaultUpstream, port: shop },
    api: { kind: "remote", servers: api, ...defaultRemote, tls: false, hostHeader: "request" },
    wiki: { kind: "socket", socket: wiki, ...defaultConnections },
  };
}
