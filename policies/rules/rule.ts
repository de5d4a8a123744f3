import type { Edge } from "../model/nodes";
import { type Decision, maybe } from "../values/decision";
import type { View } from "../view";

export type Verdict = "violation" | "unproven";

/** One thing that is wrong, or that could not be shown to be right. */
export interface Finding {
  rule: string;
  verdict: Verdict;
  /** "advisory" when the doubt rests on something outside of the stack, which no change to it could settle. */
  level: "mandatory" | "advisory";
  /** What a fix has to change. */
  edge: Edge;
  /** Hop by hop; empty when there is no way to show. */
  way: readonly string[];
  /** What the way goes past: "nginx:8080". */
  skips?: string;
  summary: string;
  fix: string;
}

/** A rule of the pack: what its documentation says, and a pure check. */
export interface Rule {
  /** kebab-case; the name under which its findings are reported. */
  name: string;
  /** How much its findings weigh, unless the configuration says otherwise. */
  level: Finding["level"];
  what: string;
  why: string;
  fix: string;
  check(view: View): Finding[];
}

/** What a rule finds; an advisory one never stops a run by itself. */
export function findingsOf(rule: Rule, view: View): Finding[] {
  const findings = rule.check(view);
  return rule.level === "advisory" ? findings.map((each) => ({ ...each, level: "advisory" })) : findings;
}

type Told = Omit<Finding, "verdict" | "level">;

export const violation = (told: Told): Finding => ({ ...told, verdict: "violation", level: "mandatory" });

/** A finding about a doubt; where the doubt lies decides how much it weighs. */
export function unproven(doubt: Decision, told: Told): Finding {
  const outside = doubt.answer === "maybe" && doubt.outside;
  return { ...told, verdict: "unproven", level: outside ? "advisory" : "mandatory" };
}

/** What follows from "is this bad?": a violation, a doubt, or nothing. */
export function judge(bad: Decision, told: Told, doubted: Partial<Told> = {}): Finding[] {
  if (bad.answer === "no") return [];
  return [bad.answer === "yes" ? violation(told) : unproven(bad, { ...told, ...doubted })];
}

/** A certain fact that holds only if something else does. */
export const given = (certain: boolean): Decision => (certain ? { answer: "yes" } : maybe);

/** A title at the start of a sentence. */
export const capitalised = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1);
