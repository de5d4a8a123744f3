import { join } from "node:path";
import { isObject } from "./plan";
import { type Ended, python, ToolFailed } from "./python";
import type { TemplatePath } from "./template";

/** What cfn-lint, or a rule of `rules/` that it runs, says of a template. */
export interface LintFinding {
  /** `E3030`; those of `rules/` begin with E9. */
  rule: string;
  path: TemplatePath;
  message: string;
}

/**
 * Warnings that say what AWS would refuse, or do otherwise than was meant. W3687: a rule of a security group has ports, and a
 * protocol that ignores them, so it admits every port. All other warnings are advice on writing templates.
 */
const alsoErrors = new Set(["W3687"]);

/** cfn-lint failed to judge: parsing (E0000), transforming (E0001), a rule that broke (E0002), its configuration (E0003). */
const brokenTool = /^E000/;

/** Where troposphere does not have a property, or has it with another type: cfn-lint alone judged it. */
const unmodelled = "I9102";

/** What became of a template. */
export interface Linted {
  findings: LintFinding[];
  /** Properties that cfn-lint alone judged. */
  unmodelled: number;
}

/**
 * Judges a template.
 *
 * @param validators the folder of `findValidators`
 * @param templateFile the template, as JSON
 * @param regions regions that the resources are made in
 * @throws ToolFailed (exit code 3) when cfn-lint did not judge
 */
export async function lint(validators: string, templateFile: string, regions: string[]): Promise<Linted> {
  const here = ["--config-file", join(__dirname, "cfnlintrc.yaml"), "--append-rules", join(__dirname, "rules")];
  const answer = ["--format", "json", "--non-zero-exit-code", "none"];
  const ended = await runCfnLint(validators, [...here, ...answer, "--regions", ...regions, "--template", templateFile]);
  const findings = readFindings(ended);
  if (findings.some(({ rule }) => brokenTool.test(rule))) throw new ToolFailed("cfn-lint did not judge", ended);
  return {
    findings: findings.filter(({ rule }) => rule.startsWith("E") || alsoErrors.has(rule)),
    unmodelled: findings.filter(({ rule }) => rule === unmodelled).length,
  };
}

/** Runs the fetched cfn-lint: `-S` keeps packages out that this machine has for itself, another cfn-lint among them. */
export function runCfnLint(validators: string, args: readonly string[]): Promise<Ended> {
  const program = ["-S", "-B", "-c", "from cfnlint.runner import main; raise SystemExit(main())"];
  return python([...program, ...args], { ...process.env, PYTHONPATH: validators });
}

function readFindings(ended: Ended): LintFinding[] {
  let said: unknown;
  try {
    said = JSON.parse(ended.stdout);
  } catch {
    throw new ToolFailed("cfn-lint did not answer in JSON", ended);
  }
  if (ended.status !== 0 || !Array.isArray(said)) throw new ToolFailed("cfn-lint failed", ended);
  return said.map((finding) => {
    const rule = isObject(finding) && isObject(finding.Rule) ? finding.Rule.Id : undefined;
    const location = isObject(finding) && isObject(finding.Location) ? finding.Location : {};
    if (!isObject(finding) || typeof rule !== "string") throw new ToolFailed("cfn-lint's answer has changed", ended);
    return { rule, path: Array.isArray(location.Path) ? location.Path : [], message: String(finding.Message) };
  });
}
