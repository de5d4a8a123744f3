import type {
  BrotliArgs,
  CompressionArgs,
  DeniedArgs,
  ProxyArgs,
  StrictTransportSecurityArgs,
} from "../proxy/proxyArgs";
import type { SiteArgs } from "../proxy/routeArgs";
import type { UpstreamArgs, UpstreamServerArgs } from "../proxy/upstreamArgs";
import { judgedLater, list, object, table } from "./objects";
import { flag, number, text } from "./values";

const server = object<UpstreamServerArgs>({ host: text }, { port: number, weight: number, backup: flag });

const upstream = object<UpstreamArgs>(
  {},
  {
    servers: list(server),
    port: number,
    plain: flag,
    serverName: text,
    certificateAuthorities: text,
    hostHeader: text,
    balance: text,
    resolvers: list(text),
    resolveSeconds: number,
    connectSeconds: number,
    readSeconds: number,
  },
);

const strictTransportSecurity = object<StrictTransportSecurityArgs>({ seconds: number }, { includeSubdomains: flag });

const compression = object<CompressionArgs>(
  {},
  {
    types: list(text),
    minimumBytes: number,
    level: number,
    brotli: object<BrotliArgs>({ modules: text }, { level: number }),
  },
);

const denied = object<DeniedArgs>({}, { paths: list(text), userAgents: list(text) });

/** Configuration hands sites over as it found them, so the proxy's own checks judge them from the ground up. */
const sites = judgedLater<SiteArgs[]>("a list of sites", '[{ routes: [{ path: "/x", methods: ["GET"] }] }]');

/** `ProxyArgs`. */
export const proxyShape = object<ProxyArgs>(
  { sites },
  {
    upstreams: table(upstream),
    baseImage: text,
    folders: table(text),
    healthPath: text,
    port: number,
    keepAliveSeconds: number,
    readSeconds: number,
    bodyLimitBytes: number,
    uriBytes: number,
    responseHeaders: table(text),
    strictTransportSecurity,
    errorMessage: text,
    compression,
    denied,
    stopSeconds: number,
  },
);
