import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { cacheFolder } from "../preview/engine/cache";
import { holdingLock } from "../preview/engine/lock";
import { runProgram } from "./runProgram";

/**
 * Runs apt-get while no other program of this project does: it holds one lock for its lists and one for packages, and gives
 * up where they are taken.
 *
 * @param args such as `["install", "--yes", "mmdebstrap"]`
 * @returns what it printed
 * @throws LocalFailure (exit code 3) with the end of its output
 */
export function aptGet(args: string[], progress: (line: string) => void): Promise<string> {
  const lock = cacheFolder("apt-get.lock");
  mkdirSync(dirname(lock), { recursive: true });
  const quietly = { cwd: "/", environment: { DEBIAN_FRONTEND: "noninteractive" } };
  return holdingLock(lock, { progress, what: "runs apt-get" }, () => runProgram(["apt-get", ...args], quietly));
}
