import type { Directive } from "../../../nginx/conf/directive";
import { features, without } from "../features";
import type { Tools } from "../tools";
import { caddy } from "./caddy";
import type { Contender } from "./contender";
import { gatehouse } from "./gatehouse";
import { haproxy } from "./haproxy";
import { tutorial } from "./tutorials";

/** Names by which the targets find their figures. */
export const names = {
  tutorial: "tutorial S1",
  overTcp: "Gatehouse, over TCP",
  overSocket: "Gatehouse, over a socket",
  bare: "nginx with keep-alive and nothing else, over a socket",
  haproxy: "HAProxy",
  caddy: "Caddy",
  alone: "application alone",
} as const;

/** What remains of the rendered proxy with every feature off: no configuration of nginx costs much less. */
export function bareNginx(nginx: string): Contender {
  const change = (directives: Directive[]) => without(directives, features);
  return gatehouse(nginx, "a socket", { name: names.bare, change });
}

/** Every proxy that can be measured here, and why another cannot. */
export function allContenders({ nginx, haproxy: haproxyFile, caddy: caddyFile }: Tools): {
  contenders: Contender[];
  notMeasured: { name: string; why: string }[];
} {
  const missing = (name: string, program: string) => ({
    name,
    why: `not measured: ${program} is not installed (apt-get install ${program})`,
  });
  return {
    contenders: [
      tutorial(nginx, "S0"),
      tutorial(nginx, "S1"),
      gatehouse(nginx, "TCP", { name: names.overTcp }),
      gatehouse(nginx, "a socket", { name: names.overSocket }),
      bareNginx(nginx),
      ...(haproxyFile ? [haproxy(haproxyFile)] : []),
      ...(caddyFile ? [caddy(caddyFile)] : []),
    ],
    notMeasured: [
      ...(haproxyFile ? [] : [missing(names.haproxy, "haproxy")]),
      ...(caddyFile ? [] : [missing(names.caddy, "caddy")]),
    ],
  };
}
