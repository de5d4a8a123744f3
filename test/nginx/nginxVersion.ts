import { spawnSync } from "node:child_process";
import { nginxToTest } from "./proxyProcess";

/**
 * Whether the nginx under test is at least this version: what an older one does differently is tested as what it does.
 *
 * @example await isAtLeast([1, 29, 4]) // → true
 */
export async function isAtLeast(wanted: [number, number, number]): Promise<boolean> {
  const { stderr } = spawnSync(await nginxToTest(), ["-v"], { encoding: "utf8" });
  const given = /nginx\/(\d+)\.(\d+)\.(\d+)/.exec(stderr)?.slice(1).map(Number);
  if (given === undefined) throw new Error(`nginx does not tell its version: ${stderr}`);
  const differing = wanted.findIndex((part, index) => part !== given[index]);
  return differing < 0 || (given[differing] ?? 0) > (wanted[differing] ?? 0);
}
