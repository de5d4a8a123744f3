import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LocalFailure } from "../../local/failure";
import { debianPackages } from "./debianPackages";

/** Debian's nginx, readable and runnable by everybody. */
export interface DebianNginx {
  /** Starts it with the libraries that Debian made it for. */
  file: string;
  /** Folder of its dynamic modules; brotli's is there. */
  modules: string;
}

let found: Promise<DebianNginx | { missing: string }> | undefined;

/**
 * nginx out of the packages of this machine's Debian release, with its module of brotli.
 *
 * @returns why not, where it cannot be had
 */
export function debianNginx(): Promise<DebianNginx | { missing: string }> {
  found ??= debianPackages(["nginx", "libnginx-mod-http-brotli-filter"]).then(readableCopy).catch(missing);
  return found;
}

/** For this run alone: nobody, as whom nginx runs in the tests, may not look into the cache of who runs them. */
function readableCopy(packages: string): DebianNginx {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-debian-nginx-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  cpSync(packages, folder, { recursive: true, verbatimSymlinks: true });
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const libraries = new Set(names.filter((name) => /\.so\.\d/.test(name)).map((name) => join(folder, dirname(name))));
  const file = join(folder, "nginx");
  const program = join(folder, "usr/sbin/nginx");
  writeFileSync(file, `#!/bin/sh\nLD_LIBRARY_PATH=${[...libraries].join(":")} exec ${program} "$@"\n`, { mode: 0o755 });
  return { file, modules: join(folder, "usr/lib/nginx/modules") };
}

function missing(error: unknown): { missing: string } {
  if (!(error instanceof LocalFailure)) throw error;
  return { missing: `Debian's nginx cannot be had, unless apt-get update helps: ${error.message}` };
}
