import type { Configuration } from "../configuration";
import { disabledFinding } from "../configuration/applyLevels";
import { evaluate } from "../evaluate";
import { merge } from "../rules/merge";
import { unusedWaivers } from "../waivers/unused";
import { type AuditFinding, Explainer } from "./explain";
import { mergeStacks } from "./merge";
import type { Snapshot } from "./snapshot";

/** Everything that an audit has to say, for the renderers. */
export interface Audit {
  stacks: readonly { stack: string; file: string }[];
  /** Number of resources in all stacks. */
  resources: number;
  findings: readonly AuditFinding[];
  /** What limits the audit without being wrong: one line each. */
  notes: readonly string[];
  /** Inputs that were not audited and why: one line each. */
  problems: readonly string[];
}

export interface AuditOptions {
  configuration: Configuration;
  /** The day in UTC as YYYY-MM-DD, by which waivers expire. */
  today: string;
  /** Inputs that could not be read. @default none */
  problems?: readonly string[];
  /** Hears what is being waited for, a line at a time. @default nobody */
  progress?: (line: string) => void;
}

/** Runs the rules of the pack over all stacks as one. Pure: the order of the snapshots does not matter. */
export function audit(snapshots: readonly Snapshot[], options: AuditOptions): Audit {
  const { configuration, today, problems = [], progress = () => undefined } = options;
  const resources = mergeStacks(snapshots);
  const total = snapshots.reduce((sum, each) => sum + each.total, 0);
  progress(`building the graph of ${count(total, "resource")}`);
  const { findings, waiversUsed } = evaluate(resources, configuration, { today });
  const urns = resources.map(({ urn }) => urn);
  // A check that failed may be the one that a waiver is there for.
  const failed = findings.some(({ rule }) => rule === "internal");
  const unused = failed ? [] : unusedWaivers(configuration, waiversUsed, urns, today);
  const all = [...findings, ...merge([...disabledFinding(configuration.levels), ...unused])];
  const explainer = new Explainer(resources, snapshots, { configuration, today, progress });
  const stacks = snapshots.flatMap(({ stacks, file }) => stacks.map((stack) => ({ stack, file })));
  return {
    stacks: stacks.sort((a, b) => (a.stack < b.stack ? -1 : 1)),
    resources: total,
    findings: all.map((finding) => explainer.explain(finding)),
    // What is hidden matters only where it may be what leaves a doubt.
    notes: findings.some(({ verdict }) => verdict === "unproven") ? snapshots.flatMap(hiddenNote).sort() : [],
    problems,
  };
}

/** Encrypted values are a limit that whoever made the file can lift. */
function hiddenNote({ file, hidden }: Snapshot): string[] {
  const [first] = hidden;
  if (first === undefined) return [];
  const more = hidden.length === 1 ? "is" : `and ${count(hidden.length - 1, "other value")} are`;
  return [
    `${file}: ${first.property} of ${first.urn} ${more} encrypted or blanked out, so not known here; ` +
      "fix: give `pulumi stack export --show-secrets` of this stack, and keep that file safe.",
  ];
}

/** "1 resource", "14,201 resources". */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}

export interface Counts {
  violations: number;
  /** Unproven, to be settled in one of the stacks. */
  unproven: number;
  /** What stops nothing: doubts about what none of the stacks shows, waived findings, rules that are only advisory. */
  advisory: number;
}

export function countsOf({ findings }: Audit): Counts {
  const mandatory = findings.filter(({ level }) => level === "mandatory");
  const violations = mandatory.filter(({ verdict }) => verdict === "violation").length;
  return { violations, unproven: mandatory.length - violations, advisory: findings.length - mandatory.length };
}
