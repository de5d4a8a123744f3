import type { Policies, PolicyPackArgs, ReportViolation } from "@pulumi/policy";
import { runtime } from "@pulumi/pulumi";
import { configurationSchema } from "./configuration";
import { messageOf } from "./report/message";
import type { MergedFinding } from "./rules/merge";
import { Run, type Surroundings } from "./run";

export const packName = "gatehouse";
export const resourcePolicyName = "gatehouse-before-creation";
export const stackPolicyName = "gatehouse-every-way-passes-the-proxy";

/**
 * The two policies of the pack. There is one stack policy for all rules, because the SDK reads all resources anew for
 * each (`server.js`, `makeAnalyzeStackRpcFun`), and one resource policy that hands it the inputs.
 */
export function createPolicies(around: Surroundings): Policies {
  const run = new Run(around);
  return [
    {
      name: resourcePolicyName,
      description: "Stops an update before it creates the resource that opens a way past the proxy.",
      enforcementLevel: "mandatory",
      configSchema: configurationSchema,
      validateResource: (args, report) => {
        // The engine adds the resource's URN itself; that of the finding's edge stands in its message.
        for (const finding of run.resource(args, args.getConfig())) tell(finding, report);
      },
    },
    {
      name: stackPolicyName,
      description: "Every way from the internet to a container passes the proxy.",
      enforcementLevel: "mandatory",
      configSchema: configurationSchema,
      validateStack: (args, report) => {
        const findings = run.stack(args.resources, args.getConfig());
        const urns = new Set(findings.length === 0 ? [] : args.resources.map(({ urn }) => urn));
        for (const finding of findings) {
          tell(finding, report, resourceOf(finding.edge.urn, urns));
        }
      },
    },
  ];
}

/**
 * `reportViolation` in its object form, which the declarations leave out (`makeReportViolationFun` in `server.js`): the
 * rule's own name, and a level only where it must differ from the one that the user configured.
 */
function tell(finding: MergedFinding, report: ReportViolation, urn?: string): void {
  const inStack = urn === undefined ? {} : { urn };
  const level = finding.level === "advisory" ? { enforcementLevel: "advisory" } : {};
  const violation = { name: finding.rule, message: messageOf(finding), ...inStack, ...level };
  (report as unknown as (violation: object) => void)(violation);
}

/** The stack's resource that an edge is of: parts of a template stand behind "#", which a user's own name may hold too. */
function resourceOf(edge: string, urns: ReadonlySet<string>): string | undefined {
  if (urns.has(edge)) return edge;
  const at = edge.lastIndexOf("#");
  return at === -1 ? undefined : resourceOf(edge.slice(0, at), urns);
}

export const policies: Policies = createPolicies({
  isPreview: () => runtime.isDryRun(),
  reportFile: () => process.env.GATEHOUSE_REPORT,
  today: () => new Date().toISOString().slice(0, "2027-01-31".length),
});

export const packArgs: PolicyPackArgs = {
  displayName: "Gatehouse",
  description: "Refuses every way to an application on ECS that does not pass its proxy.",
  enforcementLevel: "mandatory",
  policies,
};
