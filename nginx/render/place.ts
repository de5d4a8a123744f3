import { block, type Directive, directive, literal } from "../conf/directive";
import type { Place } from "../plan/sitePlan";
import type { ForwardTreatment } from "../plan/treatment";
import type { ProxySettings } from "../settings/proxySettings";
import { forwardedHeaderDirectives } from "./forwardedHeaders";
import { hiddenHeaderDirectives, responseHeaderDirectives } from "./responseHeaders";
import { proxyPassDirectives } from "./upstream";

/** The location of a place. `internal`: only the gate sends requests there, whatever path a client asks for. */
export function placeLocation(settings: ProxySettings, { location, treatment, templates }: Place): Directive {
  const inner = treatment.kind === "health" ? health(settings) : forward(settings, treatment);
  const comment =
    treatment.kind === "health"
      ? "health.path, health.body: nginx answers itself; whether the application lives, its container's check tells"
      : `for ${templates.slice(0, 4).map(literal).join(", ")}${templates.length > 4 ? " and more" : ""}`;
  return block("location", ["=", literal(location)], [directive("internal", []), ...inner], comment);
}

function health({ health: { body } }: ProxySettings): Directive[] {
  return [
    directive("default_type", ["text/plain"]),
    ...responseHeaderDirectives(),
    directive("return", [200, literal(body)]),
  ];
}

function forward(settings: ProxySettings, treatment: ForwardTreatment): Directive[] {
  return [
    ...responseHeaderDirectives(),
    ...hiddenHeaderDirectives(),
    directive("client_max_body_size", [treatment.bodyLimitBytes], "bodyLimitBytes: longer ones are answered 413"),
    ...proxyPassDirectives(settings, treatment),
    ...forwardedHeaderDirectives(settings),
  ];
}
