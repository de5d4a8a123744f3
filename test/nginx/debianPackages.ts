import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aptGet } from "../../local/aptGet";
import { LocalFailure, toolFailure } from "../../local/failure";
import { runProgram } from "../../local/runProgram";
import { cacheFolder, fillCache } from "../../preview/engine/cache";

/** Libraries that a package asks for. The C library is this machine's own, because the program that loads it is. */
const library = /^(?:lib(?!c6$|gcc|nginx)|zlib)/;

/**
 * A folder with what Debian packages of this machine's release hold, and the libraries that they need; nothing is
 * installed. They are fetched once into `$XDG_CACHE_HOME/gatehouse`, again when the first one has a new version. Root in
 * CI may bring apt's lists up to date for it.
 *
 * @throws LocalFailure that says why they cannot be had: no Debian, or no such package
 * @example await debianPackages(["nginx"]) // → "/home/ada/.cache/gatehouse/debian-nginx-1.22.1-9-x64"
 */
export async function debianPackages(names: [string, ...string[]]): Promise<string> {
  const system = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  if (!/^ID=debian$/m.test(system)) throw toolFailure("this machine is no Debian");
  try {
    return await fetchOnce(names);
  } catch (error) {
    const mayUpdate = process.env.CI !== undefined && process.getuid?.() === 0;
    if (!(error instanceof LocalFailure) || !mayUpdate) throw error;
    console.error("apt-get update: its lists are older than the mirror, or there are none yet");
    await aptGet(["update", "--quiet"], console.error);
    return fetchOnce(names);
  }
}

async function fetchOnce(names: [string, ...string[]]): Promise<string> {
  const shown = await runProgram(["apt-cache", "show", "--no-all-versions", names[0]], { cwd: "/" });
  const version = /^Version: (\S+)$/m.exec(shown)?.[1];
  if (version === undefined) throw toolFailure(`apt-cache tells no version of ${names[0]}`);
  const folder = cacheFolder(`debian-${names[0]}-${version.replace(":", "_")}-${process.arch}`);
  if (existsSync(folder)) return folder;
  console.error(`fetching Debian's ${names.join(", ")} with apt-get, once`);
  await fillCache(folder, (partial) => unpackWithLibraries(names, partial));
  return folder;
}

/** Packages, the libraries that they depend on, those that these depend on, and so on, as one tree. */
async function unpackWithLibraries(names: string[], folder: string): Promise<void> {
  const taken = new Set<string>();
  mkdirSync(folder);
  for (let next = names; next.length > 0; ) {
    for (const name of next) taken.add(name);
    const depends = await unpack(next, folder);
    next = [...new Set(depends)].filter((name) => !taken.has(name));
  }
}

/** Returns the libraries that the packages ask for. */
async function unpack(names: string[], folder: string): Promise<string[]> {
  const scratch = mkdtempSync(join(tmpdir(), "gatehouse-packages-"));
  // As who runs this: the user that root's apt takes for it may not write to a folder of root's. What is fetched is
  // held against the lists' hashes all the same.
  const download = ["apt-get", "download", "--quiet", "--option", "APT::Sandbox::User=root"];
  try {
    await runProgram([...download, ...names], { cwd: scratch });
    const depends: string[] = [];
    for (const archive of readdirSync(scratch)) {
      await runProgram(["dpkg-deb", "--extract", archive, folder], { cwd: scratch });
      depends.push(await runProgram(["dpkg-deb", "--field", archive, "Depends"], { cwd: scratch }));
    }
    return depends.flatMap(namesIn).filter((name) => library.test(name));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/**
 * Names in a list of dependencies, the first of alternatives.
 *
 * @example namesIn("libc6 (>= 2.34), debconf | debconf-2.0\n") // → ["libc6", "debconf"]
 */
function namesIn(depends: string): string[] {
  return depends
    .split(",")
    .map((one) => /^\s*([a-z0-9][a-z0-9.+-]*)/.exec(one)?.[1])
    .filter((name) => name !== undefined);
}
