import { block, type Directive, directive, literal } from "../conf/directive";
import { type Believed, believed } from "../plan/believed";
import { apiGatewayClientHeader } from "../settings/clientAddress";
import type { ProxySettings } from "../settings/proxySettings";

/** User agent of an Application Load Balancer's health checks (AWS: "Target group health checks"). */
const albProbe = "ELB-HealthChecker/";

/** The condition of `access_log`, and the maps behind it; nothing where every request is logged. */
export function loggedRequests({ health, clientAddress }: ProxySettings): { maps: Directive[]; condition: string[] } {
  const belief = believed(clientAddress);
  if (belief.peers.length === 0) return { maps: [], condition: [] };
  const isLogged = block(
    "map",
    ["$request_uri", "$gate_logged"],
    [directive("default", [1]), directive(literal(health.path), ["$gate_health_logged"])],
    "health.path: every request is logged but the balancer's own health checks that went well",
  );
  return { maps: [isLogged, probeMap(belief)], condition: ["if=$gate_logged"] };
}

/**
 * A probe comes from the balancer, and from no client: the balancer names one in whatever it passes on, so that nobody
 * behind it can look like a probe. Two maps, because nginx works a variable out only where it is met: every other path
 * is one look into a hash table.
 */
function probeMap({ source }: Believed): Directive {
  const from = (client: string) => `$gate_peer_trusted $status for=${client}`;
  const map = (key: string, probe: string) =>
    block("map", [key, "$gate_health_logged"], [directive("default", [1]), directive(probe, [0])]);
  switch (source) {
    case "proxy_protocol":
      return map(from("$proxy_protocol_addr"), "1 200 for=");
    case apiGatewayClientHeader:
      return map(
        from("$http_x_forwarded_for$http_gatehouse_client_address $http_user_agent"),
        `~^1 200 for= ${albProbe}`,
      );
    default:
      return map(from("$http_x_forwarded_for $http_user_agent"), `~^1 200 for= ${albProbe}`);
  }
}
