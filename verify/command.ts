import { help, readArguments, type VerifyCommand } from "./arguments";
import { CannotVerify, type ExitCode } from "./exitCode";
import { type ProgressStream, progressOn } from "./progress";
import { render } from "./render";
import { exitCodeOf } from "./verification";
import { verifyDeployment } from "./verifyDeployment";

/** What the command takes from its process. */
export interface Process {
  stdout: ProgressStream;
  stderr: ProgressStream;
  env: Readonly<Record<string, string | undefined>>;
}

/** Runs the command line; `help` says what it prints and how it ends. The report goes to stdout, all else to stderr. */
export async function run(args: readonly string[], around: Process): Promise<ExitCode> {
  try {
    const given = readArguments(args);
    if (given !== "help") return await verify(given, around);
    around.stdout.write(`${help}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof CannotVerify)) throw error;
    for (const problem of error.problems) around.stderr.write(`error: ${problem}\n`);
    return error.exitCode;
  }
}

async function verify({ args, format }: VerifyCommand, around: Process): Promise<ExitCode> {
  const progress = progressOn(around.stderr, Date.now);
  try {
    const verification = await verifyDeployment({ ...args, progress: progress.say });
    progress.end();
    around.stdout.write(render(verification, format, coloursOn(around)));
    return exitCodeOf(verification);
  } catch (error) {
    progress.end();
    throw error;
  }
}

/** As no-color.org asks: the variable counts when it is not empty. */
function coloursOn({ stdout, env }: Process): boolean {
  return stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
}
