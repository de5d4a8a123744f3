import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join, sep } from "node:path";
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
 * nothing changed, and changes with every byte. Path, content and permissions of a file count, and where a link points;
 * times do not. It must see whatever the Docker provider's own digest of the context sees: a tag is immutable, so what
 * makes the provider push again has to make another tag.
 *
 * @throws Error when the context or the Dockerfile does not exist.
 * @example
 * contentTag({ context: "app", dockerfile: "app/Dockerfile", args: {}, platform: "linux/amd64" }); // "3f1c9a0b7d2e4c65"
 */
export function contentTag(build: BuildIdentity): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([build.platform, Object.entries(build.args).sort(byName), "dockerfile"]));
  hash.update(readFileSync(build.dockerfile));
  for (const file of contextFiles(build.context, build.dockerfile)) {
    const path = join(build.context, file);
    const status = lstatSync(path);
    const content = status.isSymbolicLink() ? readlinkSync(path) : readFileSync(path);
    const kind = status.isSymbolicLink() ? "link" : status.mode & permissionBits;
    hash.update(JSON.stringify([file.split(sep).join("/"), kind, content.length]));
    hash.update(content);
  }
  return hash.digest("hex").slice(0, tagLength);
}

const permissionBits = 0o777;

/**
 * Files and links of a context that Docker would send to its builder: relative paths, sorted, without what the Dockerfile's
 * own .dockerignore names, or else the context's (Docker documentation, "Filename and location").
 */
export function contextFiles(context: string, dockerfile: string): string[] {
  const ignoreFile = [`${dockerfile}.dockerignore`, join(context, ".dockerignore")].find((file) => existsSync(file));
  const ignored = dockerignore();
  if (ignoreFile !== undefined) ignored.add(readFileSync(ignoreFile, "utf8"));
  return readdirSync(context, { recursive: true, encoding: "utf8" })
    .filter((file) => !lstatSync(join(context, file)).isDirectory())
    .filter((file) => !ignored.ignores(file))
    .sort();
}

function byName([left]: [string, string], [right]: [string, string]): number {
  return left < right ? -1 : 1;
}
