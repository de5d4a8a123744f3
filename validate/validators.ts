import { existsSync } from "node:fs";
import { join } from "node:path";
import { fillCache } from "../preview/engine/cache";
import { askCacheTag, packagesFolder, pipInstallPinned } from "../preview/engine/pythonPackages";
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
  const version = await python(askCacheTag, environment);
  if (version.status !== 0) throw new ToolFailed("python3 could not be run; fix: apt install python3", version);
  const folder = packagesFolder("validators", { requirements, tag: version.stdout }, environment);
  if (!existsSync(folder)) {
    progress("fetching cfn-lint and troposphere with pip, once");
    await fillCache(folder, async (partial) => {
      const ended = await python(pipInstallPinned(requirements, partial), environment);
      if (ended.status !== 0) throw new ToolFailed("pip could not fetch them; fix: apt install python3-pip", ended);
    });
  }
  return folder;
}
