/**
 * The answer to a question about a plan in which values are still unknown: the same in every possible world ("yes",
 * "no"), or different between them ("maybe"). `outside` says that the doubt rests on something that is not part of the
 * stack, so that no change to this stack's own resources could settle it.
 */
export type Decision = { answer: "yes" } | { answer: "no" } | { answer: "maybe"; outside: boolean };

export const yes: Decision = { answer: "yes" };
export const no: Decision = { answer: "no" };
export const maybe: Decision = { answer: "maybe", outside: false };
export const maybeOutside: Decision = { answer: "maybe", outside: true };

export const decided = (truth: boolean): Decision => (truth ? yes : no);

/** Doubts add up: only when every one of them lies outside does the sum. */
function doubt(decisions: readonly Decision[]): Decision {
  return decisions.some((each) => each.answer === "maybe" && !each.outside) ? maybe : maybeOutside;
}

export function allOf(decisions: readonly Decision[]): Decision {
  if (decisions.some((each) => each.answer === "no")) return no;
  return decisions.every((each) => each.answer === "yes") ? yes : doubt(decisions);
}

export function anyOf(decisions: readonly Decision[]): Decision {
  if (decisions.some((each) => each.answer === "yes")) return yes;
  return decisions.every((each) => each.answer === "no") ? no : doubt(decisions);
}

/** Exactly one of these worlds is real: an answer stands only if all of them agree. */
export function inEveryWorld(worlds: readonly Decision[]): Decision {
  const [first] = worlds;
  if (first === undefined) return maybe;
  if (first.answer !== "maybe" && worlds.every((each) => each.answer === first.answer)) return first;
  return worlds.some((each) => each.answer === "maybe") ? doubt(worlds) : maybe;
}

export function not(decision: Decision): Decision {
  return decision.answer === "yes" ? no : decision.answer === "no" ? yes : decision;
}
