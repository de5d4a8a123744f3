/** One mistake in what a user gave: where it is, what it is, what would be legal, and what to do about it. */
export interface Problem {
  /** Path of the field, as the user would write it: `routes[1].path`. */
  where: string;
  /** The value as given, printed for a person (strings quoted). */
  given: string;
  /** What is legal in that place. */
  legal: string;
  /** The next step for the person who reads it. */
  fix: string;
}

/**
 * One problem as one line.
 *
 * @example
 * formatProblem({ where: "port", given: "80", legal: "1024 to 65535", fix: "use 8080" })
 * // → 'port: given 80; legal: 1024 to 65535; fix: use 8080'
 */
export function formatProblem({ where, given, legal, fix }: Problem): string {
  return `${where}: given ${given}; legal: ${legal}; fix: ${fix}`.replace(/\s+/g, " ");
}

const longestShown = 80;

/** A value as a user would write it, on one line and not too long. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
