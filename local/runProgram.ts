import { spawn } from "node:child_process";
import { toolFailure } from "./failure";

/** Lines of a failed program's output that are shown; the reason is in the last ones. */
const shownLines = 15;

/**
 * Runs a program to its end.
 *
 * @returns what it wrote, both streams together
 * @throws LocalFailure (exit code 3) with the end of the output when the program is missing or fails
 * @example await runProgram(["npm", "ci"], { cwd: "app" });
 */
export async function runProgram(
  argv: string[],
  options: { cwd: string; environment?: NodeJS.ProcessEnv },
): Promise<string> {
  const [file = "", ...args] = argv;
  let output = "";
  const status = await new Promise<number | string>((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code ?? signal ?? "ended"));
  });
  if (status === 0) return output;
  const end = output.split("\n").filter(Boolean).slice(-shownLines);
  throw toolFailure(`${argv.join(" ")} (in ${options.cwd}) failed: ${status}`, ...end.map((line) => `  ${line}`));
}
