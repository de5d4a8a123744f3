import { aptGet } from "../local/aptGet";
import { toolFailure } from "../local/failure";
import { findProgram } from "../local/findProgram";

/** Where distributions keep programs of the administrator's, out of an ordinary user's PATH. */
export const systemFolders = ["/usr/sbin", "/sbin"];

/** A program by name, as a path; undefined where there is none. */
const findInstalled = (name: string): string | undefined => findProgram(name, systemFolders);

/** Whether this process may do what only root may. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Finds a program, or installs the Debian package that has it.
 *
 * @param mayInstall false where nothing may be installed
 * @throws LocalFailure (exit code 3) that says why it cannot be had
 * @example await requireProgram("mmdebstrap", "mmdebstrap", true, console.error) // → "/usr/bin/mmdebstrap"
 */
export async function requireProgram(
  program: string,
  debianPackage: string,
  mayInstall: boolean,
  progress: (line: string) => void,
): Promise<string> {
  const found = findInstalled(program);
  if (found) return found;
  const missing = `there is no ${program} (Debian package ${debianPackage})`;
  if (!mayInstall) throw toolFailure(`${missing}, and nothing may be installed`);
  if (!isRoot()) throw toolFailure(`${missing}, and only root can install it`);
  if (!findInstalled("apt-get")) throw toolFailure(`${missing}, and no apt-get to install it`);
  progress(`${missing}: apt-get install ${debianPackage}`);
  await installPackage(debianPackage, progress);
  const installed = findInstalled(program);
  if (!installed) throw toolFailure(`${debianPackage} was installed, and has no ${program}`);
  return installed;
}

async function installPackage(name: string, progress: (line: string) => void): Promise<void> {
  const install = ["install", "--yes", "--quiet", "--no-install-recommends", name];
  try {
    await aptGet(install, progress);
  } catch {
    // Its list of packages is older than the mirror, or there is none yet.
    await aptGet(["update", "--quiet"], progress);
    await aptGet(install, progress);
  }
}
