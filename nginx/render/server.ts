import { block, type Directive, directive, literal } from "../conf/directive";
import type { SitePlan } from "../plan/sitePlan";
import type { ProxySettings } from "../settings/proxySettings";
import { listenParameters } from "./clientAddress";
import { errorLocations, errorPageDirectives, refusedLocation, undecidedLocation } from "./errors";
import { guardDirectives } from "./guards";
import { inspectionDirectives, inspectionLocations } from "./inspection";
import { maintenanceGuard } from "./maintenance";
import { placeLocation } from "./place";
import { siteVariables } from "./siteMaps";

/**
 * A virtual host: the gate, through which every request passes, and the places behind it. IPv4 only, because the
 * balancer reaches the task by its IPv4 address.
 */
export function serverDirective(settings: ProxySettings, site: SitePlan, lists: string[][]): Directive {
  const { hosts } = site.site;
  const isDefault = hosts === undefined;
  return block(
    "server",
    [],
    [
      directive(
        "listen",
        [settings.port, ...(isDefault ? ["default_server"] : []), ...listenParameters(settings)],
        "port; IPv4, as the balancer's target group",
      ),
      isDefault
        ? directive("server_name", ["_"], "any other name: health checks carry the task's address as Host")
        : directive("server_name", (hosts ?? []).map(literal), "sites[].hosts"),
      ...errorPageDirectives(site),
      ...inspectionDirectives(settings, site),
      gateLocation(settings, site),
      ...site.places.map((place) => placeLocation(settings, site, place, lists)),
      ...inspectionLocations(settings, site),
      refusedLocation(site),
      ...undecidedLocation(site),
      ...errorLocations(settings, site),
    ],
  );
}

/**
 * Where every request is judged. Only what the maps allow goes on, to a location that no client can name; the body's
 * limit is the widest of these, because nginx asks for it here and there.
 */
function gateLocation(settings: ProxySettings, site: SitePlan): Directive {
  const widest = Math.max(
    settings.bodyLimitBytes,
    ...site.places.map(({ treatment }) => (treatment.kind === "forward" ? treatment.bodyLimitBytes : 0)),
  );
  return block(
    "location",
    ["/"],
    [
      ...guardDirectives(site),
      ...maintenanceGuard(site),
      ...(widest === settings.bodyLimitBytes
        ? []
        : [
            directive(
              "client_max_body_size",
              [widest],
              "the widest of the routes; asked again where the route is known",
            ),
          ]),
      directive("rewrite", ["^", siteVariables(site).place, "last"]),
    ],
    "the gate: what passes the checks goes to the place of its route",
  );
}
