import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type AuditArguments, help, readArguments } from "./arguments";
import { type Audit, audit, count, countsOf } from "./audit";
import { readConfigurationFile } from "./configurationFile";
import { AuditFailed, ExitCode, InvalidUse } from "./exitCode";
import { codeOf, findFiles } from "./inputs/find";
import { readFiles } from "./inputs/readFiles";
import { type ProgressStream, progressOn } from "./progress";
import { render } from "./render";

/** What the command takes from its process. */
export interface Process {
  stdout: ProgressStream;
  stderr: ProgressStream;
  env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Runs the command line; `help` says what it prints and how it ends. Wrong input gets a line for each problem. */
export function run(args: readonly string[], around: Process): ExitCode {
  try {
    const given = readArguments(args);
    if (given !== "help") return auditPaths(given, around);
    around.stdout.write(`${help}\n`);
    return ExitCode.Clean;
  } catch (error) {
    const known =
      error instanceof InvalidUse ? error.problems : [error instanceof AuditFailed ? error.message : codeOf(error)];
    for (const problem of known) around.stderr.write(`error: ${problem}\n`);
    return error instanceof InvalidUse ? ExitCode.InvalidInput : ExitCode.Failed;
  }
}

function auditPaths({ paths, format, output, config }: AuditArguments, around: Process): ExitCode {
  const configuration = readConfigurationFile(config);
  const progress = progressOn(around.stderr, around.now);
  const found = findFiles(paths);
  const { snapshots, problems } = readFiles(found.files, progress.say);
  const today = new Date(around.now()).toISOString().slice(0, "2027-01-31".length);
  const done = audit(snapshots, {
    configuration,
    today,
    problems: [...found.problems, ...problems],
    progress: progress.say,
  });
  progress.end();
  const exitCode = exitCodeOf(done);
  deliver(render(done, format, { exitCode, colours: output === undefined && coloursOn(around) }), output, around);
  if (done.problems.length > 0) {
    around.stderr.write(`error: ${count(done.problems.length, "input")} not audited; the report says which and why\n`);
  }
  return exitCode;
}

/** A part that was not looked at outweighs what was found in the rest: nobody may take the answer for the whole. */
function exitCodeOf(done: Audit): ExitCode {
  if (done.problems.length > 0) return ExitCode.InvalidInput;
  const { violations, unproven } = countsOf(done);
  return violations + unproven > 0 ? ExitCode.Violation : ExitCode.Clean;
}

function deliver(report: string, output: string | undefined, { stdout }: Process): void {
  if (output === undefined) {
    stdout.write(report);
    return;
  }
  try {
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, report);
  } catch (error) {
    throw new AuditFailed(
      `--output ${output}: cannot be written (${codeOf(error)}); fix: give a file that can be written`,
    );
  }
}

/** As no-color.org asks: the variable counts when it is not empty. */
function coloursOn({ stdout, env }: Process): boolean {
  return stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
}
