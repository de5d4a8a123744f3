import fc from "fast-check";
import {
  type ClientAddress,
  type Health,
  type Limits,
  type Log,
  type ProxySettings,
  scannerPaths,
  scannerUserAgents,
} from "../../nginx";
import { compression, message, responseHeaders, strictTransportSecurity } from "./random/answers";
import { digits, letters, objectOf, printable, text, whole } from "./random/fields";
import { filePath, fixedPath, networks, privateNetworks } from "./random/names";
import { sites } from "./random/sites";
import { inspection, upstreams } from "./random/upstreams";

const health = objectOf<Health>({
  path: fc.oneof(fc.constant("/"), fixedPath),
  body: text(printable, 1, 200),
});

const scheme = fc.constantFrom<"http" | "https">("http", "https");
const kind = <K extends string>(name: K) => fc.constant<K>(name);
const clientAddress: fc.Arbitrary<ClientAddress> = fc.oneof(
  fc.record({ kind: kind("direct") }),
  fc.record({ kind: kind("alb"), subnets: networks }),
  fc.record({ kind: kind("nlb-preserve"), scheme }),
  fc.record({ kind: kind("nlb-proxy-protocol"), subnets: networks, scheme }),
  fc.record({ kind: kind("cloudfront"), subnets: privateNetworks, origins: privateNetworks }),
  fc.record({ kind: kind("api-gateway"), subnets: networks }),
);

const limits: fc.Arbitrary<Limits> = fc
  .tuple(whole(1, 64), whole(2, 64), whole(64, 65536), whole(1, 120), whole(1, 600), whole(1, 600))
  .map(([kibibytes, pieces, uriBytes, headerSeconds, bodySeconds, sendSeconds]) => ({
    uriBytes: Math.min(uriBytes, kibibytes * 1024),
    headerLineBytes: kibibytes * 1024,
    headerBytes: kibibytes * 1024 * pieces,
    headerSeconds,
    bodySeconds,
    sendSeconds,
  }));

const words = (own: readonly string[], more: string): fc.Arbitrary<string[]> =>
  fc.oneof(
    fc.constant<string[]>([...own]),
    fc.subarray([...own]),
    fc.array(text(`${letters}${digits}/._~+,=:@-${more}`, 3, 64), { maxLength: 60 }),
  );

const log: fc.Arbitrary<Log> = objectOf<Log>({
  bufferBytes: fc.oneof(fc.constant(0), whole(512, 4096)),
  flushSeconds: whole(1, 60),
});

/**
 * Settings of every kind with every field, each legal by itself; two routes, or two ports, may still not go together.
 *
 * @example
 * fc.assert(fc.property(legalSettings, (settings) => …))
 */
export const legalSettings: fc.Arbitrary<ProxySettings> = upstreams.chain((applications) =>
  objectOf<ProxySettings>(
    {
      port: whole(1024, 65535),
      health,
      sites: sites(Object.keys(applications)),
      upstreams: fc.constant(applications),
      inspection,
      clientAddress,
      keepAliveSeconds: whole(2, 4300),
      bodyLimitBytes: whole(1, 1024 ** 3),
      limits,
      denied: objectOf({ paths: words(scannerPaths, ""), userAgents: words(scannerUserAgents, " ") }),
      responseHeaders,
      strictTransportSecurity,
      errorPages: objectOf({ message }),
      compression,
      cacheMegabytes: whole(1, 10000),
      filesRoot: filePath,
      log,
      shutdownSeconds: whole(1, 119),
      workers: whole(1, 64),
    },
    "inspection",
    "strictTransportSecurity",
    "compression",
  ).map(withoutRelayToRemote),
);

/** A relay and a remote upstream are always refused. */
function withoutRelayToRemote({ inspection: given, ...settings }: ProxySettings): ProxySettings {
  const isRefused = given?.kind === "relay" && Object.values(settings.upstreams).some((one) => one.kind === "remote");
  return { ...settings, ...(given && !isRefused && { inspection: given }) };
}
