import { block, type Directive, directive, literal } from "../conf/directive";
import type { Place, SitePlan } from "../plan/sitePlan";
import type { ForwardTreatment, RedirectTreatment } from "../plan/treatment";
import type { ProxySettings } from "../settings/proxySettings";
import { cacheDirectives } from "./cache";
import { clientLimitDirectives } from "./clientLimits";
import { corsDirectives, hiddenCorsDirectives, preflightDirectives } from "./cors";
import { forwardedHeaderDirectives } from "./forwardedHeaders";
import { inspectedHeaders } from "./inspection";
import { relayHeaders } from "./inspectionUpstream";
import { proxyPassDirectives, upstreamHost } from "./proxyPass";
import { hiddenHeaderDirectives, responseHeaderDirectives } from "./responseHeaders";
import { siteVariables } from "./siteMaps";
import { staticFileDirectives } from "./staticFiles";
import { streamDirectives } from "./stream";

/** How many templates a comment names before it only counts them. */
const namedTemplates = 4;

/**
 * The location of a place. `internal`: only the gate sends requests there, whatever path a client asks for.
 *
 * @param lists as originLists gives them
 */
export function placeLocation(settings: ProxySettings, site: SitePlan, place: Place, lists: string[][]): Directive {
  const { treatment } = place;
  return block(
    "location",
    treatment.kind === "files" ? ["^~", `${literal(place.location)}/`] : ["=", literal(place.location)],
    [
      directive("internal", []),
      ...responseHeaderDirectives(settings, treatment.headers),
      ...(treatment.cors === undefined ? [] : corsDirectives(treatment.cors, lists)),
      ...answerDirectives(settings, site, place),
    ],
    comment(place),
  );
}

function comment({ treatment, templates }: Place): string {
  if (treatment.kind === "health") {
    return "health.path, health.body: nginx answers itself; whether the application lives, its container's check tells";
  }
  const more = templates.length - namedTemplates;
  const named = templates.slice(0, namedTemplates).map(literal).join(", ");
  const what = treatment.kind === "preflight" ? "cors: asked beforehand by a browser for" : "for";
  return `${what} ${named}${more > 0 ? ` and ${more} more` : ""}`;
}

function answerDirectives(settings: ProxySettings, site: SitePlan, { treatment }: Place): Directive[] {
  switch (treatment.kind) {
    case "health":
      return [directive("default_type", ["text/plain"]), directive("return", [200, literal(settings.health.body)])];
    case "forward":
      return forward(settings, treatment);
    case "redirect":
      return redirect(treatment);
    case "files":
      return staticFileDirectives(settings, treatment);
    case "preflight":
      return preflightDirectives(treatment.cors, siteVariables(site).allow);
  }
}

function forward(settings: ProxySettings, treatment: ForwardTreatment): Directive[] {
  return [
    ...hiddenHeaderDirectives(settings, treatment.headers),
    ...(treatment.cors === undefined ? [] : hiddenCorsDirectives()),
    ...clientLimitDirectives(treatment.budgets),
    directive("client_max_body_size", [treatment.bodyLimitBytes], "bodyLimitBytes: longer ones are answered 413"),
    ...proxyPassDirectives(settings, treatment),
    ...streamDirectives(settings, treatment),
    ...cacheDirectives(settings, treatment.cache),
    ...forwardedHeaderDirectives(settings, {
      host: upstreamHost(settings, treatment),
      webSocket: treatment.webSocket,
      also: { ...inspectedHeaders(settings), ...relayHeaders(settings, treatment) },
    }),
  ];
}

/** The query and the raw target hold no line break: the gate has judged them. */
function redirect({ redirect: { to, status, keep } }: RedirectTreatment): Directive[] {
  const kept = { nothing: "", query: "$is_args$args", target: "$request_uri" };
  return [
    directive("absolute_redirect", ["off"], "a path stays one: the port that nginx listens on is not the visitor's"),
    directive("return", [status, `${literal(to)}${kept[keep]}`], "redirect"),
  ];
}
