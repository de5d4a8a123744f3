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
        for (const finding of run.stack(args.resources, args.getConfig())) tell(finding, report, finding.edge.urn);
      },
    },
  ];
}

/**
 * `reportViolation` in its object form, which the declarations leave out (`makeReportViolationFun` in `server.js`): the
 * rule's own name, and a level only where it must differ from the one that the user configured.
 */
function tell(finding: MergedFinding, report: ReportViolation, urn = ""): void {
  const inStack = urn.startsWith("urn:") ? { urn } : {};
  const level = finding.level === "advisory" ? { enforcementLevel: "advisory" } : {};
  const violation = { name: finding.rule, message: messageOf(finding), ...inStack, ...level };
  (report as unknown as (violation: object) => void)(violation);
}

export const policies: Policies = createPolicies({
  isPreview: () => runtime.isDryRun(),
  reportFile: () => process.env.GATEHOUSE_REPORT,
});

export const packArgs: PolicyPackArgs = {
  displayName: "Gatehouse",
  description: "Refuses every way to an application on ECS that does not pass its proxy.",
  enforcementLevel: "mandatory",
  policies,
};
