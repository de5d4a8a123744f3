import fc from "fast-check";
import type {
  LinkedUpstream,
  PortUpstream,
  RemoteServer,
  RemoteUpstream,
  SocketUpstream,
  Upstream,
  UpstreamTls,
} from "../../../nginx";
import { balances, retryReasons } from "../../../nginx/settings/remoteUpstream";
import { digits, letters, objectOf, several, text, whole } from "./fields";
import { dnsName, filePath, ipv4, ipv6 } from "./names";

const connections = {
  keepAliveConnections: whole(1, 2048),
  keepAliveSeconds: whole(1, 3600),
  connectSeconds: whole(1, 75),
  readSeconds: whole(1, 4000),
};

const port: fc.Arbitrary<PortUpstream> = objectOf<PortUpstream>({
  kind: fc.constant("port"),
  host: fc.constantFrom("127.0.0.1", "127.255.0.9", "::1"),
  port: whole(1, 65535),
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

/** @param authorities files with certificates that are there */
function remote(authorities: readonly string[]): fc.Arbitrary<RemoteUpstream> {
  const tls = objectOf<UpstreamTls>({ serverName: dnsName, certificateAuthorities: fc.constantFrom(...authorities) });
  return objectOf<RemoteUpstream>(
    {
      kind: fc.constant("remote"),
      servers,
      tls: fc.oneof({ weight: 2, arbitrary: tls }, fc.constant<false>(false)),
      hostHeader: fc.constantFrom("upstream", "request"),
      balance: fc.constantFrom(...balances),
      failures: whole(0, 100),
      failSeconds: whole(1, 3600),
      retries: objectOf({ on: fc.subarray([...retryReasons]), attempts: whole(1, 10), seconds: whole(1, 600) }),
      resolvers: several(
        fc.oneof(ipv4, fc.constantFrom("169.254.169.253", "[fd00:ec2::253]:53", "127.0.0.1:5353")),
        1,
        4,
      ),
      resolveSeconds: whole(1, 3600),
      ipv6: fc.boolean(),
      ...connections,
    },
    "resolveSeconds",
  ).map(withOneName);
}

/** Several names have no common one for Host; one without TLS on the loopback is another kind. */
function withOneName(given: RemoteUpstream): RemoteUpstream {
  const [first] = given.servers;
  const isAlone = given.servers.length === 1;
  const isLoopback = first?.host === "::1" || first?.host.startsWith("127.");
  const places = isAlone && isLoopback && given.tls === false ? [{ host: "10.1.2.3", port: 80 }] : given.servers;
  return { ...given, servers: places, hostHeader: isAlone ? given.hostHeader : "request" };
}

const name = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("app", "api", "shop", "health", "files", "redirect", "preflight", "App", "default"),
  },
  fc.tuple(text(letters, 1, 1), text(`${letters}${digits}_-`, 0, 254)).map((parts) => parts.join("")),
);

/** Applications by name, none of them on the proxy's own port. */
export function upstreams(authorities: readonly string[]): fc.Arbitrary<Record<string, Upstream>> {
  const one = fc.oneof(port, socket, linked, remote(authorities));
  return fc
    .uniqueArray(fc.tuple(name, one), { minLength: 1, maxLength: 4, selector: ([given]) => given })
    .map((entries) => Object.fromEntries(entries));
}
