import { block, type Directive, directive, literal, returnIf } from "../conf/directive";
import { reservedSegment, type SitePlan } from "../plan/sitePlan";
import type { ProxySettings } from "../settings/proxySettings";
import { client } from "./clientAddress";
import { siteVariables } from "./siteMaps";

const healthPlace = `/${reservedSegment}/to/health`;

/** Names of the variables of a site that is closed. */
function variables({ suffix }: SitePlan) {
  return {
    admitted: `$gate_admitted${suffix}`,
    closed: `$gate_closed${suffix}`,
    retryAfter: `$gate_retry_after${suffix}`,
  };
}

/** The maps that close a site: for everybody but those who are admitted, and but for the health page. */
export function maintenanceMapDirectives(settings: ProxySettings, plan: SitePlan): Directive[] {
  const { maintenance } = plan.site;
  if (maintenance === undefined) return [];
  const { admitted, closed, retryAfter } = variables(plan);
  const admit = maintenance.admit ?? [];
  const geo = block(
    "geo",
    [client(settings.clientAddress), admitted],
    [directive("default", [0]), ...admit.map((network) => directive(literal(network), [1]))],
    "maintenance.admit: clients that still get in",
  );
  return [
    geo,
    block(
      "map",
      [`${admitted} ${siteVariables(plan).place}`, closed],
      [directive("default", [closedValue]), directive("~^1 ", ["open"]), directive(`0 ${healthPlace}`, ["open"])],
      "maintenance: the health page still answers, or the load balancer would take the task away",
    ),
    block(
      "map",
      [`$status ${closed}`, retryAfter],
      [directive("default", [""]), directive(`503 ${closedValue}`, [maintenance.retryAfterSeconds])],
      "maintenance.retryAfterSeconds",
    ),
  ];
}

const closedValue = "closed";

/** The check of a closed site, after the others: what does not exist is not there later either. */
export function maintenanceGuard(plan: SitePlan): Directive[] {
  return plan.site.maintenance === undefined ? [] : [returnIf(variables(plan).closed, closedValue, 503)];
}

/** When to come again, on the error page. */
export function retryAfterDirectives(plan: SitePlan): Directive[] {
  if (plan.site.maintenance === undefined) return [];
  return [directive("add_header", ["Retry-After", variables(plan).retryAfter, "always"])];
}
