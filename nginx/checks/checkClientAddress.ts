import { type Problem, show } from "../problem";
import type { ClientAddress } from "../settings/clientAddress";
import { checkNetworks } from "./checkNetworks";
import { checkKeys, isObject } from "./knownKeys";

const where = "clientAddress";
const kinds: ClientAddress["kind"][] = [
  "alb",
  "direct",
  "nlb-preserve",
  "nlb-proxy-protocol",
  "cloudfront",
  "api-gateway",
];

/** The kind, and what it needs: whose word about the client is believed, and the scheme where nothing tells it. */
export function checkClientAddress(given: ClientAddress): Problem[] {
  if (!isObject(given)) {
    const fix = 'write { kind: "alb", subnets: ["10.0.0.0/24"] }';
    return [{ where, given: show(given), legal: "an object with a kind", fix }];
  }
  const balancers = { where: `${where}.subnets`, whose: "the balancer's own subnets" };
  switch (given.kind) {
    case "direct":
      return checkKeys(where, given, ["kind"]);
    case "nlb-preserve":
      return [...checkKeys(where, given, ["kind", "scheme"]), ...checkScheme(given.scheme)];
    case "nlb-proxy-protocol":
      return [
        ...checkKeys(where, given, ["kind", "subnets", "scheme"]),
        ...checkNetworks({ ...balancers, given: given.subnets }),
        ...checkScheme(given.scheme),
      ];
    case "alb":
    case "api-gateway":
      return [
        ...checkKeys(where, given, ["kind", "subnets"]),
        ...checkNetworks({ ...balancers, given: given.subnets }),
      ];
    case "cloudfront":
      return [
        ...checkKeys(where, given, ["kind", "subnets", "origins"]),
        ...checkNetworks({ ...balancers, given: given.subnets, isPrivate: true }),
        ...checkNetworks({
          where: `${where}.origins`,
          given: given.origins,
          whose: "the subnets with the VPC origin's interfaces",
          isPrivate: true,
        }),
      ];
    default: {
      const legal = kinds.map((kind) => show(kind)).join(", ");
      const unknown = show((given as { kind?: unknown }).kind);
      return [{ where: `${where}.kind`, given: unknown, legal, fix: 'use "alb" behind an Application Load Balancer' }];
    }
  }
}

function checkScheme(scheme: unknown): Problem[] {
  if (scheme === "http" || scheme === "https") return [];
  const fix = 'write "https" if the listener is TLS, "http" if it is TCP: nothing on the way tells the proxy';
  return [{ where: `${where}.scheme`, given: show(scheme), legal: '"http" or "https"', fix }];
}
