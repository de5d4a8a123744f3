import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lane } from "./lanes";

/** How many tests ended how. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const root = join(__dirname, "..");

/**
 * Runs the tests of a lane in a process of their own.
 *
 * @param file where the reporter leaves its counts
 * @param output file descriptor that takes what it prints
 * @returns the counts; a run that ended without them is one failure more, for nobody knows what it did not come to
 */
export function runLane({ name, files, ignored }: Lane, file: string, output: number): Promise<Counts> {
  const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
  const patterns = [...ignored.flatMap((pattern) => ["--ignore", pattern]), ...files];
  const child = spawn(process.execPath, [mocha, "--config", ".mocharc.all.json", ...patterns], {
    cwd: root,
    env: { ...process.env, GATEHOUSE_COUNTS: file },
    stdio: ["ignore", output, output],
  });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      const counts: Counts | undefined = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
      const isWhole = counts !== undefined && (code === 0) === (counts.failed === 0);
      if (!isWhole) console.error(`${name}: ended by ${signal ?? code}, not by its last test`);
      const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
      resolve({ passed, failed: isWhole ? failed : failed + 1, skipped });
    });
  });
}
