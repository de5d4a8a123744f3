import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** The engine that is built from Go modules where no other can be had; preview/engine/go/go.mod pins the same one. */
export const builtVersion = "3.232.0";

/** Folder of a program that Gatehouse fetched or built; it survives a clean checkout. Obeys XDG_CACHE_HOME. */
export function cacheFolder(name: string, environment: NodeJS.ProcessEnv = process.env): string {
  const caches = environment.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(caches, "gatehouse", name);
}

/** Folder of an engine of that version. */
export function engineFolder(version: string, environment?: NodeJS.ProcessEnv): string {
  return cacheFolder(`pulumi-${version}`, environment);
}

/**
 * Makes a folder of the cache. It is filled under another name first, so that an interruption leaves no half of it; if
 * somebody else was quicker, theirs stays.
 */
export async function fillCache(folder: string, fill: (partial: string) => Promise<void>): Promise<void> {
  const partial = `${folder}.${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  try {
    await fill(partial);
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
