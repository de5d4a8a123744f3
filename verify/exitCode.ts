/** How the command ends, as --help explains it: the same meanings as those of the other commands here. */
export const ExitCode = { Running: 0, NotRunning: 1, InvalidInput: 2, Failed: 3 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/**
 * There is no verdict, which is never the same as a good one. Exit code 2: what was given is wrong (arguments, names,
 * credentials, permissions), and the caller can mend it. 3: AWS did not answer.
 */
export class CannotVerify extends Error {
  override readonly name = "CannotVerify";

  constructor(
    readonly exitCode: typeof ExitCode.InvalidInput | typeof ExitCode.Failed,
    /** One line a problem: what, where, and how to mend it. */
    readonly problems: readonly string[],
  ) {
    super(problems.join("\n"));
  }
}
