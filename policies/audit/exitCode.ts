/** How the command ends, as --help explains it: the same meanings as those of the preview's command line. */
export const ExitCode = { Clean: 0, Violation: 1, InvalidInput: 2, Failed: 3 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The command line or the configuration is wrong; one problem a line. */
export class InvalidUse extends Error {
  override readonly name = "InvalidUse";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/** The audit was made and could not be delivered. */
export class AuditFailed extends Error {
  override readonly name = "AuditFailed";
}
