import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
// The matcher of .dockerignore files that AWS CDK and balena use; Docker's rules differ from .gitignore's.
import dockerignore from "@balena/dockerignore";

/** What decides the bytes of an image besides the files of its context. */
export interface BuildIdentity {
  /** Folder of the build context. */
  context: string;
  /** The Dockerfile, as a path. */
  dockerfile: string;
  /** Build arguments. */
  args: Record<string, string>;
  /** Platform, such as `linux/amd64`. */
  platform: string;
}

/** 64 bits of the hash: short enough to read, and two of a million images meet with a chance of 3e-8. */
const tagLength = 16;

/**
 * The tag of an image: the hash of everything that goes into it, so that it is known at the first preview, stays when
 * nothing changed, and changes with every byte. Path, name and executable bit of a file count; its times do not.
 *
 * @throws Error when the context or the Dockerfile does not exist.
 * @example
 * contentTag({ context: "app", dockerfile: "app/Dockerfile", args: {}, platform: "linux/amd64" }); // "3f1c9a0b7d2e4c65"
 */
export function contentTag(build: BuildIdentity): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([build.platform, Object.entries(build.args).sort(byName), "dockerfile"]));
  hash.update(readFileSync(build.dockerfile));
  for (const file of contextFiles(build.context)) {
    const path = join(build.context, file);
    const executable = (statSync(path).mode & 0o111) !== 0;
    const content = readFileSync(path);
    hash.update(JSON.stringify([file.split(sep).join("/"), executable, content.length]));
    hash.update(content);
  }
  return hash.digest("hex").slice(0, tagLength);
}

/** Files of a context that Docker would send to its builder: relative paths, sorted, without what .dockerignore names. */
export function contextFiles(context: string): string[] {
  const ignoreFile = join(context, ".dockerignore");
  const ignored = dockerignore();
  if (existsSync(ignoreFile)) ignored.add(readFileSync(ignoreFile, "utf8"));
  return readdirSync(context, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(context, join(entry.parentPath, entry.name)))
    .filter((file) => !ignored.ignores(file))
    .sort();
}

function byName([left]: [string, string], [right]: [string, string]): number {
  return left < right ? -1 : 1;
}
