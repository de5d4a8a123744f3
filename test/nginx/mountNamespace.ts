import { spawnSync } from "node:child_process";

/**
 * Why a program cannot run in a mount namespace of its own here, or undefined.
 *
 * @param what what the namespace is for: "an /etc/hosts of its own"
 */
export function missingForMounts(what: string): string | undefined {
  if (process.getuid?.() !== 0) return `${what} needs root`;
  const probe = spawnSync("unshare", ["--mount", "sh", "-c", "mount --make-rprivate / && setpriv --version"]);
  return probe.status === 0 ? undefined : "no mount namespace or no setpriv on this machine";
}
