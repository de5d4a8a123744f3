import type { PolicyEvent } from "@pulumi/pulumi/automation";
import type { Report } from "./report";

/** The exit codes of the command line, as --help explains them. */
export const ExitCode = { Clean: 0, Violation: 1, InvalidInput: 2, Failed: 3 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The input is wrong; one problem a line. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";

  constructor(readonly problems: string[]) {
    super(problems.join("\n"));
  }
}

/** The preview could not be made or not be judged, which is never the same as clean. */
export class PreviewFailed extends Error {
  override readonly name = "PreviewFailed";
}

/** What the policies said: the engine's events are the truth, the report is their explanation. */
export interface Judgement {
  exitCode: typeof ExitCode.Clean | typeof ExitCode.Violation;
  /** Policy messages of the engine that no finding of the report explains. */
  unexplained: PolicyEvent[];
}

/**
 * Decides on a finished preview. A mandatory policy event fails it. So does an event that the report does not explain:
 * that is how the engine says that a policy could not be run, and it calls even a mandatory policy advisory then.
 */
export function judge(events: PolicyEvent[], report: Report): Judgement {
  const unexplained = events.filter(
    ({ message }) => !report.findings.some((finding) => explains(finding.message, message)),
  );
  const mandatory = events.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
  const found = report.findings.some(({ level }) => level === "mandatory");
  const failed = mandatory || found || unexplained.length > 0;
  return { exitCode: failed ? ExitCode.Violation : ExitCode.Clean, unexplained };
}

/** The engine puts the policy's description before the message, and a line end after it. */
function explains(finding: string, event: string): boolean {
  return finding.trim() !== "" && event.includes(finding.trim());
}
