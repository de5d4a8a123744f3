import { findProgram } from "../../local/findProgram";
import { findNginx } from "../../local/nginxBinary";
import { runProgram } from "../../local/runProgram";
import { BenchFailure } from "./benchFailure";

/** Where distributions keep servers, out of an ordinary user's PATH. */
const systemFolders = ["/usr/sbin", "/usr/local/sbin"];

/** The programs of a measurement. */
export interface Tools {
  nginx: string;
  /** undefined where it is not installed; its rows then say so. */
  haproxy: string | undefined;
  caddy: string | undefined;
  /** Names and versions, for the table's caption. */
  versions: string[];
}

/** Programs without which nothing can be measured, with their Debian packages. */
const needed = { wrk: "wrk", taskset: "util-linux", mkfifo: "coreutils" };

/**
 * Finds the programs on this machine; installs none but nginx where there is none at all (see findNginx).
 *
 * @throws BenchFailure if the load generator is missing, or the kernel is not Linux, whose accounts the figures are
 */
export async function findTools(progress: (line: string) => void): Promise<Tools> {
  if (process.platform !== "linux") throw new BenchFailure("the processor time of a server is read from Linux's /proc");
  const missing = Object.entries(needed).filter(([program]) => findInstalled(program) === undefined);
  if (missing.length > 0) {
    const packages = missing.map(([, name]) => name).join(" ");
    throw new BenchFailure(`${missing.map(([program]) => program).join(", ")} not found: apt-get install ${packages}`);
  }
  const nginx = process.env.GATEHOUSE_NGINX || (await findNginx(process.env, progress)).file;
  const [haproxy, caddy] = [findInstalled("haproxy"), findInstalled("caddy")];
  const versions = [
    `nginx ${await version([nginx, "-v"])}`,
    ...(haproxy ? [`HAProxy ${await version([haproxy, "-v"])}`] : []),
    ...(caddy ? [`Caddy ${await version([caddy, "version"])}`] : []),
    `Node ${process.versions.node}`,
  ];
  return { nginx, haproxy, caddy, versions };
}

const findInstalled = (name: string): string | undefined => findProgram(name, systemFolders);

async function version(argv: string[]): Promise<string> {
  const [found] = /\d+\.\d+\.\d+/.exec(await runProgram(argv, { cwd: "/" })) ?? [];
  if (found === undefined) throw new BenchFailure(`${argv.join(" ")} printed no version`);
  return found;
}
