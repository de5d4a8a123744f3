import { LocalFailure, toolFailure } from "./failure";
import { runProgram } from "./runProgram";

/** What Docker says of a container, network or volume that is not there. */
const notThere = /no such (container|network|volume)|network \S+ not found/i;

/**
 * Removes what an engine holds, a command line each. What is not there any more is no failure, so that it can be done again.
 *
 * @throws LocalFailure (exit code 3) with every command that failed, after all of them were run
 * @example await release([["docker", "rm", "--force", "web"]]);
 */
export async function release(commands: string[][]): Promise<void> {
  const failed: string[] = [];
  for (const command of commands) {
    try {
      await runProgram(command, { cwd: "/" });
    } catch (error) {
      if (!(error instanceof LocalFailure)) throw error;
      if (!error.lines.some((line) => notThere.test(line))) failed.push(...error.lines);
    }
  }
  if (failed.length > 0) throw toolFailure(...failed);
}
