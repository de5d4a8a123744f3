import { isIP } from "node:net";
import fc from "fast-check";
import type {
  DecideInspection,
  Inspection,
  LinkedUpstream,
  PortUpstream,
  RelayInspection,
  RemoteServer,
  RemoteUpstream,
  SocketUpstream,
  Upstream,
  UpstreamTls,
} from "../../../nginx";
import { onInspectionFailure } from "../../../nginx/settings/inspection";
import { balances, retryReasons } from "../../../nginx/settings/remoteUpstream";
import { digits, letters, objectOf, several, text, whole } from "./fields";
import { dnsName, filePath, fixedPath, ipv4, ipv6 } from "./names";

const connections = {
  keepAliveConnections: whole(1, 2048),
  keepAliveSeconds: whole(1, 3600),
  connectSeconds: whole(1, 75),
  readSeconds: whole(1, 4000),
};

const port: fc.Arbitrary<PortUpstream> = objectOf<PortUpstream>({
  kind: fc.constant("port"),
  host: fc.constantFrom("127.0.0.1", "127.255.0.9", "::1"),
  port: fc.integer({ min: 1, max: 65535 }),
  ...connections,
});

const socket: fc.Arbitrary<SocketUpstream> = objectOf<SocketUpstream>({
  kind: fc.constant("socket"),
  socket: filePath.filter((path) => path.length <= 107),
  ...connections,
});

const linked: fc.Arbitrary<LinkedUpstream> = objectOf<LinkedUpstream>({
  kind: fc.constant("linked"),
  host: fc
    .tuple(text(letters, 1, 1), text(`${letters}${digits}_-`, 0, 61), text(letters + digits, 1, 1))
    .map((all) => all.join("")),
  port: whole(1, 65535),
  ...connections,
});

const server: fc.Arbitrary<RemoteServer> = objectOf<RemoteServer>(
  { host: fc.oneof(dnsName, ipv4, ipv6), port: whole(1, 65535), weight: whole(1, 100), backup: fc.boolean() },
  "weight",
  "backup",
);

const servers = fc
  .uniqueArray(server, { minLength: 1, maxLength: 4, selector: ({ host, port }) => `${host} ${port}` })
  .map(([first, ...others]): RemoteServer[] => (first === undefined ? [] : [{ ...first, backup: false }, ...others]));

const tls = objectOf<UpstreamTls>({ serverName: dnsName, certificateAuthorities: filePath }, "certificateAuthorities");

const remote: fc.Arbitrary<RemoteUpstream> = objectOf<RemoteUpstream>(
  {
    kind: fc.constant("remote"),
    servers,
    tls: fc.oneof({ weight: 2, arbitrary: tls }, fc.constant<false>(false)),
    hostHeader: fc.constantFrom("upstream", "request"),
    balance: fc.constantFrom(...balances),
    failures: whole(0, 100),
    failSeconds: whole(1, 3600),
    retries: objectOf({ on: fc.subarray([...retryReasons]), attempts: whole(1, 10), seconds: whole(1, 600) }),
    resolvers: several(fc.oneof(ipv4, fc.constantFrom("169.254.169.253", "[fd00:ec2::253]:53", "[::1]")), 1, 4),
    resolveSeconds: whole(1, 3600),
    ipv6: fc.boolean(),
    ...connections,
  },
  "resolveSeconds",
).map(withOneName);

/** Several names have no common one for Host; one without TLS on the loopback is another kind. */
function withOneName(given: RemoteUpstream): RemoteUpstream {
  const [first] = given.servers;
  if (first === undefined || given.servers.length > 1) return { ...given, hostHeader: "request" };
  const isLoopback = first.host === "::1" || first.host.startsWith("127.");
  if (isLoopback && given.tls === false) return { ...given, servers: [{ ...first, host: "10.1.2.3" }] };
  const isNamed = isIP(first.host) === 0 && first.port % 2 === 0;
  return given.tls === false || !isNamed ? given : { ...given, tls: {} };
}

const name = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "app",
      "api",
      "shop",
      "health",
      "files",
      "redirect",
      "preflight",
      "inspection",
      "App",
      "default",
    ),
  },
  fc.tuple(text(letters, 1, 1), text(`${letters}${digits}_-`, 0, 254)).map((parts) => parts.join("")),
);

const one = fc.oneof(port, socket, linked, remote);

/** Applications by name. */
export const upstreams: fc.Arbitrary<Record<string, Upstream>> = fc
  .uniqueArray(fc.tuple(name, one), { minLength: 1, maxLength: 4, selector: ([given]) => given.toLowerCase() })
  .map((entries) => Object.fromEntries(entries));

/** Ports that applications and proxies hardly get here. */
const service = { host: fc.constantFrom("127.0.0.1", "127.8.8.8", "::1"), port: fc.constantFrom(2, 9000, 65533) };
const { keepAliveConnections, keepAliveSeconds, connectSeconds } = connections;

/** Services next to the proxy. */
export const inspection: fc.Arbitrary<Inspection> = fc.oneof(
  objectOf<DecideInspection>({
    kind: fc.constant("decide"),
    ...service,
    path: fixedPath,
    timeoutSeconds: whole(1, 60),
    onFailure: fc.constantFrom(...onInspectionFailure),
    passHeaders: several(
      fc.oneof(
        fc.constant("X-Inspection-Score"),
        text(letters, 1, 30).map((rest) => `X-${rest}`),
      ),
      0,
      3,
    ),
    keepAliveConnections,
    keepAliveSeconds,
  }),
  objectOf<RelayInspection>({
    kind: fc.constant("relay"),
    ...service,
    keepAliveConnections,
    keepAliveSeconds,
    connectSeconds,
  }),
);
