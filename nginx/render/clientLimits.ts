import { block, type Directive, directive, literal } from "../conf/directive";
import { believed } from "../plan/believed";
import { type ClientBudgets, type ConnectionBudget, type RateBudget, secondsToWait } from "../plan/clientLimits";
import type { Place, SitePlan } from "../plan/sitePlan";
import type { ProxySettings } from "../settings/proxySettings";
import { hasOtherSteps } from "./clientAddress";
import { workerConnections } from "./process";
import { siteVariables } from "./siteMaps";

/** States of connections in a MiB (nginx, limit_conn_zone: 64 bytes each on 64-bit platforms). */
const statesInMebibyte = 16000;

/** Whether a single client is limited anywhere. */
export function limitsClients(sites: SitePlan[]): boolean {
  return sites.some(({ places }) => places.some((place) => budgetsAt(place) !== undefined));
}

/** The counters, one for each limit of the settings, and what a refused request is told and logged as. */
export function clientLimitZones(settings: ProxySettings, sites: SitePlan[]): Directive[] {
  const budgets = sites.flatMap(({ places }) => places.flatMap((place) => budgetsAt(place) ?? []));
  if (budgets.length === 0) return [];
  const rates = new Map(
    budgets.flatMap(({ rate }) => (rate === undefined ? [] : [[rate.counter.zone, rate] as const])),
  );
  const connections = new Map(
    budgets.flatMap(({ connections: one }) => (one === undefined ? [] : [[one.counter.zone, one] as const])),
  );
  return [
    clientNetwork(settings),
    ...[...rates.values()].map(rateZone),
    ...[...connections.values()].map((budget) => connectionZone(settings, budget)),
    directive("limit_req_status", [429]),
    directive("limit_conn_status", [429]),
    limitedMap(),
    ...sites.flatMap(nextRequestMap),
  ];
}

/** What a place allows a single client. nginx asks here, after the gate, so that only what the gate let in counts. */
export function clientLimitDirectives(budgets: ClientBudgets | undefined): Directive[] {
  if (budgets === undefined) return [];
  const { rate, connections, dryRun } = budgets;
  return [
    ...(rate === undefined ? [] : [rateDirective(rate), ...(dryRun ? [directive("limit_req_dry_run", ["on"])] : [])]),
    ...(connections === undefined
      ? []
      : [connectionDirective(connections), ...(dryRun ? [directive("limit_conn_dry_run", ["on"])] : [])]),
  ];
}

/** When a refused client may come again, on the error page. */
export function nextRequestDirectives(site: SitePlan): Directive[] {
  return limitsClients([site]) ? [directive("add_header", ["Retry-After", nextRequest(site), "always"])] : [];
}

/** nginx counts the burst without the first request. */
function rateDirective({ counter, limit }: RateBudget): Directive {
  const burst = limit.burst > 1 ? [`burst=${limit.burst - 1}`, "nodelay"] : [];
  return directive("limit_req", [`zone=${counter.zone}`, ...burst], counter.field);
}

function connectionDirective({ counter, connections }: ConnectionBudget): Directive {
  return directive("limit_conn", [counter.zone, connections], counter.field);
}

/**
 * The key of every counter. `.` is a byte here: an IPv6 address has 16, of which the first 8 are the network. A peer that
 * may not name the client counts as itself.
 */
function clientNetwork({ clientAddress }: ProxySettings): Directive {
  const comment = "clients: an IPv4 address, or the 64 bits of an IPv6 network, in which one client has all addresses";
  if (!hasOtherSteps(believed(clientAddress))) {
    return block(
      "map",
      ["$binary_remote_addr", "$gate_client_network"],
      [
        directive("default", ["$binary_remote_addr"]),
        directive("~(?s)^(?<gate_network>.{8}).{8}\\z", ["$gate_network"]),
      ],
      comment,
    );
  }
  return block(
    "map",
    ["$gate_peer_trusted $binary_remote_addr", "$gate_client_network"],
    [
      directive("default", ["$realip_remote_addr"]),
      directive("~(?s)^1 (?<gate_address>.{4})\\z", ["$gate_address"]),
      directive("~(?s)^1 (?<gate_network>.{8}).{8}\\z", ["$gate_network"]),
    ],
    comment,
  );
}

function rateZone({ counter, limit }: RateBudget): Directive {
  const rate = `${limit.requests}r/${limit.per === "second" ? "s" : "m"}`;
  return directive(
    "limit_req_zone",
    ["$gate_client_network", `zone=${counter.zone}:${limit.zoneMebibytes}m`, `rate=${rate}`],
    counter.field,
  );
}

/** As many states as there can be connections: nginx refuses everybody once this zone is full. */
function connectionZone({ workers }: ProxySettings, { counter }: ConnectionBudget): Directive {
  const mebibytes = Math.ceil((workers * workerConnections) / statesInMebibyte);
  return directive("limit_conn_zone", ["$gate_client_network", `zone=${counter.zone}:${mebibytes}m`], counter.field);
}

function limitedMap(): Directive {
  return block(
    "map",
    ["$limit_req_status $limit_conn_status", "$gate_limited"],
    [
      directive("default", [""]),
      directive("~^REJECTED_DRY_RUN", ["rate, dry run"]),
      directive("~^REJECTED", ["rate"]),
      directive("~REJECTED_DRY_RUN$", ["connections, dry run"]),
      directive("~REJECTED$", ["connections"]),
    ],
    "which limit on a single client a request went over",
  );
}

function nextRequest({ suffix }: SitePlan): string {
  return `$gate_next_request${suffix}`;
}

function nextRequestMap(site: SitePlan): Directive[] {
  const entries = site.places.flatMap((place) => {
    const budgets = budgetsAt(place);
    return budgets === undefined ? [] : [directive(`429 ${literal(place.location)}`, [secondsToWait(budgets)])];
  });
  if (entries.length === 0) return [];
  return [
    block(
      "map",
      [`$status ${siteVariables(site).place}`, nextRequest(site)],
      [directive("default", [""]), ...entries],
      "seconds after which a refused client has a request again",
    ),
  ];
}

function budgetsAt({ treatment }: Place): ClientBudgets | undefined {
  return treatment.kind === "forward" ? treatment.budgets : undefined;
}
