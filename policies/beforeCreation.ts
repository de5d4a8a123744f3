import type { Configuration } from "./configuration";
import { evaluate } from "./evaluate";
import type { Resource } from "./model/resource";
import { RelatedResources, type Role } from "./relatedResources";
import type { MergedFinding } from "./rules/merge";

/**
 * Looks at each resource of an update before it is created. Here references are literal ids and no outputs are known, so
 * two resources belong together when they use the same id; only what is a violation whatever the rest may be is told.
 */
export class BeforeCreation {
  private readonly resources = new RelatedResources();
  private readonly told = new Set<string>();

  /**
   * The violations that this resource completes, and the failures of checks that could not be made. What stops nothing,
   * because its rule is advisory or because it is waived, is left to the stack policy, which tells it once.
   *
   * @param today Day in UTC as YYYY-MM-DD, by which waivers expire.
   */
  complete(resource: Resource, configuration: Configuration, today: string): MergedFinding[] {
    this.resources.add(resource);
    const { resources, roles } = this.resources.of(resource.urn);
    if (!canViolate(roles, configuration)) return [];
    const { findings } = evaluate(resources, configuration, { joinByFamily: true, today });
    return findings.filter((finding) => {
      const key = `${finding.edge.urn} ${finding.edge.part ?? ""} ${finding.summary}`;
      const decided = finding.verdict === "violation" || finding.rule === "internal";
      if (this.told.has(key) || !decided || finding.level === "advisory") return false;
      this.told.add(key);
      return true;
    });
  }
}

/**
 * Whether resources of these roles can be a violation. Without tasks only what is configured can be violated: a rule alone
 * by what is stated about groups outside of the stack, a definition alone by its image, or by a rule that got a level.
 */
function canViolate(roles: ReadonlySet<Role>, { externals, proxyImages, levels }: Configuration): boolean {
  if (roles.has("tasks") || roles.has("failure") || externals.length > 0) return true;
  return roles.has("definition") && proxyImages.length + Object.keys(levels).length > 0;
}
