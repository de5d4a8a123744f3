import type { Configuration } from "../configuration";
import type { Finding } from "../rules/rule";
import { isInForce, type Waiver } from "./waiver";

/**
 * The waivers that this stack has no use for. One configuration may serve many stacks, so a waiver whose pattern begins
 * with another stack's or project's URN is none of this stack's; nor can be told of a rule that is disabled.
 *
 * @param urns URNs of the stack's resources.
 * @param today Day in UTC as YYYY-MM-DD.
 */
export function unusedWaivers(
  { waivers, levels }: Configuration,
  used: ReadonlySet<Waiver>,
  urns: readonly string[],
  today: string,
): Finding[] {
  const candidates = waivers.filter((waiver) => !used.has(waiver) && levels[waiver.rule] !== "disabled");
  if (candidates.length === 0) return [];
  const stacks = new Set(urns.map(stackOf));
  return candidates.filter((waiver) => canMean(waiver, stacks)).map((waiver) => unused(waiver, today));
}

/** `urn:pulumi:prod::shop::`: stack and project, with which all URNs of a stack begin. */
function stackOf(urn: string): string {
  const [stack = "", project = ""] = urn.split("::");
  return `${stack}::${project}::`;
}

function canMean({ urn }: Waiver, stacks: ReadonlySet<string>): boolean {
  if (urn === undefined) return true;
  const [literal = ""] = urn.split("*");
  return [...stacks].some((stack) => literal.startsWith(stack) || (urn.includes("*") && stack.startsWith(literal)));
}

function unused(waiver: Waiver, today: string): Finding {
  const { rule, urn, edge, owner, expires } = waiver;
  const scope = [...(urn === undefined ? [] : [`urn ${urn}`]), ...(edge === undefined ? [] : [`edge ${edge}`])];
  const life = isInForce(waiver, today) ? `holds until ${expires}` : `expired on ${expires}`;
  return {
    rule: "waivers",
    verdict: "unproven",
    level: "advisory",
    edge: { urn: "", part: `${rule} ${scope.join(" ")}` },
    way: [],
    summary: `The waiver of ${rule} by ${owner} (${scope.join(", ")}) ${life} and covers nothing in this stack that no other waiver covers.`,
    fix: "Remove the waiver, or correct its urn and edge.",
  };
}
