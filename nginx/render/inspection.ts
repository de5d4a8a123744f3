import { block, type Directive, directive, literal, returnIf } from "../conf/directive";
import { passedHeaders } from "../plan/inspection";
import { reservedSegment, type SitePlan } from "../plan/sitePlan";
import type { DecideInspection } from "../settings/inspection";
import type { ProxySettings } from "../settings/proxySettings";
import { forwardedHeaderDirectives } from "./forwardedHeaders";
import { inspectionUpstream } from "./inspectionUpstream";
import type { LogField } from "./logFields";

const askPath = `/${reservedSegment}/inspection/ask`;
const skippedPath = `/${reservedSegment}/inspection/skipped`;
/** Where nginx's own 500 passes. */
export const undecidedPath = `/${reservedSegment}/inspection/undecided`;

/** Its own status and the service's, as `403 403`; empty where the service was not asked. */
const answer = "$gate_inspection_answer";
const outcome = "$gate_inspection";
const time = "$gate_inspection_time";

/** Statuses of the IANA registry for a server that fails; nginx says 502 and 504 of one that is not there, or is late. */
const failures = [500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511];

/** A status that nobody answers with. */
const noStatus = 599;

/** The map behind the log's field `inspection`. */
export function inspectionMapDirectives(sites: SitePlan[]): Directive[] {
  const [decision] = sites.flatMap((site) => site.decision ?? []);
  if (decision === undefined) return [];
  const skipped = directive("~^2", ["skipped"], "inspection.onFailure admit: nginx said 2xx, the service did not");
  return [
    block(
      "map",
      [answer, outcome],
      [
        directive("default", ["failed"]),
        directive("", [""]),
        directive("~^2.* 2[0-9][0-9]$", ["admitted"]),
        ...(decision.onFailure === "admit" ? [skipped] : []),
        directive("~^40[13] ", ["denied"]),
      ],
      "what came of the inspection, from the status that nginx was left with and the one that the service answered",
    ),
  ];
}

/** Fields of the log, where a service decides. */
export function inspectionLogFields(sites: SitePlan[]): LogField[] {
  if (!sites.some(({ decision }) => decision)) return [];
  const meaning =
    "`admitted`, `denied`, `failed` (no decision, refused), `skipped` (no answer, let on), or empty: not asked.";
  return [
    { name: "inspection", value: outcome, kind: "text", meaning },
    { name: "inspection_time", value: time, kind: "text", meaning: "Seconds that the inspection service took." },
  ];
}

/**
 * The question, said once for the whole server. nginx puts it after the limits on a single client and before it opens a
 * file, looks for a kept answer or connects anywhere. A `return` comes earlier, so nothing that nginx answers by itself is
 * asked about, and no location that reaches an application can be forgotten.
 */
export function inspectionDirectives(settings: ProxySettings, { decision }: SitePlan): Directive[] {
  if (decision === undefined) return [];
  return [
    directive("auth_request", [askPath], "inspection: asked before an application, a kept answer or a file is touched"),
    directive("auth_request_set", [answer, "$status $upstream_status"]),
    directive("auth_request_set", [time, "$upstream_response_time"]),
    ...passedHeaders(settings).map(({ variable, answered }, index) =>
      directive("auth_request_set", [variable, answered], index === 0 ? "inspection.passHeaders" : undefined),
    ),
  ];
}

/** Where the question goes, and where it ends without an answer. */
export function inspectionLocations(settings: ProxySettings, { decision }: SitePlan): Directive[] {
  if (decision === undefined) return [];
  return [askLocation(settings, decision), ...(decision.onFailure === "admit" ? [skippedLocation()] : [])];
}

/** What a request is told about which nobody has decided. */
export function undecidedGuard(): Directive {
  return returnIf(outcome, "failed", 503);
}

/** What the proxy tells an application that the service has said, and what no client may say to either. */
export function inspectedHeaders(settings: ProxySettings): Record<string, string> {
  if (settings.inspection?.kind !== "decide") return {};
  const passed = passedHeaders(settings).map(({ name, variable }) => [name, variable]);
  return { "X-Original-Method": "", ...Object.fromEntries(passed) };
}

/** The service sees the headers that the application would see. */
function askLocation(settings: ProxySettings, decision: DecideInspection): Directive {
  const { path, timeoutSeconds } = decision;
  const seconds = `${timeoutSeconds}s`;
  const told = { "X-Original-Method": "$request_method", "X-Original-URI": "$request_uri", "Content-Length": "" };
  const dropped = Object.fromEntries(passedHeaders(settings).map(({ name }) => [name, ""]));
  return block(
    "location",
    ["=", askPath],
    [
      directive("internal", []),
      directive("proxy_pass", [`http://${inspectionUpstream}${literal(path)}`], "inspection.path"),
      directive("proxy_http_version", ["1.1"]),
      directive("proxy_pass_request_body", ["off"], "the question has no content, whatever the request's length"),
      directive("client_max_body_size", [0]),
      directive("proxy_connect_timeout", [seconds], "inspection.timeoutSeconds"),
      directive("proxy_send_timeout", [seconds]),
      directive("proxy_read_timeout", [seconds]),
      directive("proxy_next_upstream", ["error"], "once more on a fresh connection where a kept one turns out closed"),
      ...failureDirectives(decision),
      ...forwardedHeaderDirectives(settings, { also: { ...told, ...dropped } }),
    ],
    "inspection: the question, without the request's content",
  );
}

/**
 * nginx takes 2xx, 401 and 403 for an answer and makes a 500 of everything else: that is `refuse`. `admit` makes a 2xx of
 * a failure, but of no 3xx or 4xx: with those a request could have itself let on, for example by a header that is too long
 * for the service.
 */
function failureDirectives({ onFailure }: DecideInspection): Directive[] {
  if (onFailure === "refuse") {
    const comment = "no page for a visitor is made here: it would fix the words of the one that the visitor gets";
    return [directive("error_page", [noStatus, askPath], comment)];
  }
  return [
    directive("proxy_intercept_errors", ["on"], "inspection.onFailure admit: without the service, requests go on"),
    directive("error_page", [...failures, "=", skippedPath]),
  ];
}

function skippedLocation(): Directive {
  return block("location", ["=", skippedPath], [directive("internal", []), directive("return", [204])]);
}
