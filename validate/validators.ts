import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../preview/engine/cache";
import { python, ToolFailed } from "./python";

const requirements = join(__dirname, "requirements.txt");

/**
 * The folder with cfn-lint and troposphere, as requirements.txt pins them: fetched once with pip into
 * `$XDG_CACHE_HOME/gatehouse` (default `~/.cache/gatehouse`), for this machine's Python, whose version its compiled parts fit.
 *
 * @throws ToolFailed (exit code 3) when there is no Python with pip, or pip cannot fetch them
 */
export async function findValidators(
  environment: NodeJS.ProcessEnv,
  progress: (line: string) => void,
): Promise<string> {
  const version = await python(["-c", "import sys; print(sys.implementation.cache_tag)"], environment);
  if (version.status !== 0) throw new ToolFailed("python3 could not be run; fix: apt install python3", version);
  const pins = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = cacheFolder(`validators-${version.stdout.trim()}-${pins}`, environment);
  if (!existsSync(folder)) {
    progress("fetching cfn-lint and troposphere with pip, once");
    await fetchInto(folder, environment);
  }
  return folder;
}

/** Into a folder of its own first, so that an interrupted download leaves no half of a package. */
async function fetchInto(folder: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const partial = `${folder}.${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"];
  try {
    const ended = await python([...pip, "--target", partial, "--requirement", requirements], environment);
    if (ended.status !== 0) throw new ToolFailed("pip could not fetch them; fix: apt install python3-pip", ended);
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
