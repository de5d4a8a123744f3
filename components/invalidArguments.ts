import * as pulumi from "@pulumi/pulumi";
import { formatProblem, type Problem } from "../nginx";

/**
 * Thrown by a component's constructor, and by the program's configuration, before any resource is registered.
 *
 * It carries every problem that was found, not only the first. Pulumi prints a `RunError` without a stack trace.
 *
 * @example
 * throw new InvalidArguments([{ where: "memory", given: "700 MiB", legal: "512, 1024 or 2048", fix: "use 1024" }]);
 */
export class InvalidArguments extends pulumi.RunError {
  /** What is wrong, in the order in which it was found. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.name = "InvalidArguments";
    this.problems = problems;
  }
}

/** Throws `InvalidArguments` when there is a problem; returns otherwise. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InvalidArguments(problems);
}
