import { spawn } from "node:child_process";

/** How a program ended, and what it said. */
export interface Ended {
  /** Exit status; the signal, or why it could not start, where it has none. */
  status: number | string;
  stdout: string;
  stderr: string;
}

/** Runs Python 3 to its end. */
export function python(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    let stdout = "";
    let stderr = "";
    const child = spawn("python3", args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", (error) => resolve({ status: error.message, stdout, stderr }));
    child.once("close", (code, signal) => resolve({ status: code ?? signal ?? "ended", stdout, stderr }));
  });
}

/** A program that was needed is missing or failed: exit code 3. */
export class ToolFailed extends Error {
  override readonly name = "ToolFailed";

  constructor(what: string, { status, stdout, stderr }: Ended) {
    const end = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim() !== "");
    super([`${what}: ${status}`, ...end.slice(-10)].join("\n"));
  }
}
