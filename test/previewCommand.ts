import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "..");

/** What the preview's command line said and how it ended. */
export interface PreviewRun {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the preview's command line in a process of its own, as `make preview` does, from the repository's folder. */
export function runPreview(...options: string[]): PreviewRun {
  const command = ["--import", "tsx", "preview/index.ts", ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
  return { status, stdout, stderr };
}
