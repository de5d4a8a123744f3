import { ExitCode, InvalidInput } from "./exitCode";
import { commandErrors } from "./observed";

/**
 * Runs a command and ends the process with its exit code. Wrong input gets one line for each problem and no stack trace:
 * the reader is a person with a stack to correct.
 */
export async function runCommand(command: (args: string[]) => Promise<ExitCode>): Promise<void> {
  try {
    process.exitCode = await command(process.argv.slice(2));
  } catch (e) {
    const invalid = e instanceof InvalidInput;
    for (const line of invalid ? e.problems : commandErrors(e)) console.error(`error: ${line}`);
    process.exitCode = invalid ? ExitCode.InvalidInput : ExitCode.Failed;
  }
}

/** Says on stderr what is being waited for, so that stdout holds nothing but the result. */
export function progress(line: string): void {
  console.error(line);
}
