import type analyzer from "@pulumi/pulumi/proto/analyzer_pb";

export const levels = ["advisory", "mandatory", "disabled", "remediate"] as const;

/** How much a violation weighs: a mandatory one ends the deployment. */
export type Level = (typeof levels)[number];

/** The level of a message; the numbers are those of `EnforcementLevel` in analyzer.proto. */
export function levelOf(number: number): Level {
  const level = levels[number];
  if (level === undefined) throw new Error(`enforcement level: given ${number}; legal: 0 to ${levels.length - 1}.`);
  return level;
}

/** One thing that a pack said, as the engine receives it. */
export interface Diagnostic {
  /** Name of the policy, or the name that the policy gave its violation. */
  policy: string;
  level: Level;
  message: string;
  /** The resource that the policy named; empty when it named none. */
  urn: string;
}

/** What a policy made of a resource's inputs, or why it could not. */
export interface Remediation {
  policy: string;
  urn: string;
  /** The inputs that the resource gets instead, in plain text. */
  properties?: Record<string, unknown>;
  /** What was told instead of a change, for example that an unknown value was read. */
  message?: string;
}

export function diagnosticsOf(response: analyzer.AnalyzeResponse): Diagnostic[] {
  return response.getDiagnosticsList().map((each) => ({
    policy: each.getPolicyname(),
    level: levelOf(each.getEnforcementlevel()),
    message: each.getMessage(),
    urn: each.getUrn(),
  }));
}

export function remediationsOf(response: analyzer.RemediateResponse, urn: string): Remediation[] {
  return response.getRemediationsList().map((each) => {
    const properties = each.getProperties()?.toJavaScript();
    const message = each.getDiagnostic();
    const told = message === "" ? {} : { message };
    return { policy: each.getPolicyname(), urn, ...told, ...(properties === undefined ? {} : { properties }) };
  });
}
