import { type Directive, returnIf } from "../conf/directive";
import type { SitePlan } from "../plan/sitePlan";
import { deniedGuards } from "./denied";
import { siteVariables } from "./siteMaps";

/** The checks of a request, in the order in which it is refused; in a closed site the gate has one more. */
export function guardDirectives(site: SitePlan): Directive[] {
  const { place } = siteVariables(site);
  return [
    returnIf("$gate_request_form", "malformed", 400),
    returnIf("$gate_path_form", "long", 414),
    returnIf("$gate_path_form", "unsafe", 400),
    ...deniedGuards(site),
    returnIf(place, "unknown", site.unknownStatus),
    returnIf(place, "refused", 405),
  ];
}
