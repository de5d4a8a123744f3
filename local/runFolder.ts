import { join } from "node:path";

/** Folder of a local run: state.json, logs, and what the containers write. */
export function runFolder(project: string): string {
  return join(project, "out", "local");
}
