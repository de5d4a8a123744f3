import type { ContainerEngine } from "./containerEngine";
import { LocalFailure } from "./failure";
import { runProgram } from "./runProgram";

/**
 * How many files an engine lets a container open: what is wanted, or less where the engine itself may not raise its own
 * limit, as in a container whose root has lost CAP_SYS_RESOURCE. Found out by trying, because no engine tells.
 *
 * @param image an image that the engine holds, with the programs `true` and `cat`
 * @param wanted hard limit of the task definition
 * @throws LocalFailure (exit code 3) when the engine cannot run the image at all
 */
export async function possibleOpenFiles({ client }: ContainerEngine, image: string, wanted: number): Promise<number> {
  const run = (options: string[], program: string, ...args: string[]) =>
    runProgram([...client, "run", "--rm", "--network", "none", ...options, "--entrypoint", program, image, ...args], {
      cwd: "/",
    });
  try {
    await run(["--ulimit", `nofile=${wanted}:${wanted}`], "true");
    return wanted;
  } catch (error) {
    if (!(error instanceof LocalFailure && error.message.includes("rlimit"))) throw error;
    return hardLimit(await run([], "cat", "/proc/self/limits"));
  }
}

/**
 * The hard limit in the text of /proc/<pid>/limits.
 *
 * @example hardLimit("Max open files            1024                 20000                files\n") // → 20000
 */
export function hardLimit(limits: string): number {
  return Number(/^Max open files\s+\d+\s+(\d+)/m.exec(limits)?.[1]);
}
