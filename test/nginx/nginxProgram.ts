import { spawnSync } from "node:child_process";

/** An nginx, and what of a configuration it can take. */
export interface NginxProgram {
  file: string;
  /** Folder of its dynamic modules, brotli's among them; undefined: it has none. */
  modules?: string;
  /** Whether it looks the names of an upstream's servers up while it runs: that became free with 1.27.3. */
  resolves: boolean;
}

/** Asks a program what it is. */
export function nginxProgram(file: string, modules?: string): NginxProgram {
  return { file, ...(modules !== undefined && { modules }), resolves: isAtLeast([1, 27, 3], file) };
}

/**
 * Whether an nginx is at least this version: what an older one does differently is tested as what it does.
 *
 * @param nginx the program
 * @throws Error where it does not tell its version
 * @example isAtLeast([1, 29, 4], "/usr/sbin/nginx") // → false
 */
export function isAtLeast(wanted: [number, number, number], nginx: string): boolean {
  const { stderr, error } = spawnSync(nginx, ["-v"], { encoding: "utf8" });
  const given = /nginx\/(\d+)\.(\d+)\.(\d+)/.exec(stderr)?.slice(1).map(Number);
  if (given === undefined) throw new Error(`${nginx} does not tell the version of an nginx: ${error ?? stderr}`);
  const differing = wanted.findIndex((part, index) => part !== given[index]);
  return differing < 0 || (given[differing] ?? 0) > (wanted[differing] ?? 0);
}
