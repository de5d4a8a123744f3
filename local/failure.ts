import { formatProblem, type Problem } from "../nginx";

/** What the commands return: for scripts, the number says who can mend it. */
export const exitCode = { asExpected: 0, rowsDiffer: 1, input: 2, tool: 3 } as const;

/**
 * Stops a command: every line is printed, and the command returns the code. Never a stack trace: nothing here is a
 * programming error.
 */
export class LocalFailure extends Error {
  constructor(
    readonly code: number,
    readonly lines: string[],
  ) {
    super(lines.join("\n"));
  }
}

/** What was given cannot be run: exit code 2, one line a problem, all at once. */
export function inputFailure(problems: Problem[]): LocalFailure {
  return new LocalFailure(exitCode.input, problems.map(formatProblem));
}

/** A program that was needed failed or is missing: exit code 3. */
export function toolFailure(...lines: string[]): LocalFailure {
  return new LocalFailure(exitCode.tool, lines);
}
