import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { cacheFolder } from "./cache";

/** What Python is told to install packages without a word, and without what they ask for themselves: a file pins it all. */
export const pipInstall = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"];

/** The same for all that a file of requirements pins, none of it built here. */
export function pipInstallPinned(requirements: string, folder: string): string[] {
  return [...pipInstall, "--only-binary", ":all:", "--target", folder, "--requirement", requirements];
}

/** Prints which Python this is; compiled parts of a package fit that one only. */
export const askCacheTag = ["-c", "import sys; print(sys.implementation.cache_tag)"];

/**
 * Folder of the cache for packages, another one when a pin changes.
 *
 * @param tag what `askCacheTag` printed
 */
export function packagesFolder(
  name: string,
  { requirements, tag }: { requirements: string; tag: string },
  environment?: NodeJS.ProcessEnv,
): string {
  const pins = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  return cacheFolder(`${name}-${tag.trim()}-${pins}`, environment);
}
