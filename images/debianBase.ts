import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { contentTag } from "../components/contentTag";
import type { ContainerEngine } from "../local/containerEngine";
import { toolFailure } from "../local/failure";
import type { ImageKind } from "../local/imageKind";
import { runProgram } from "../local/runProgram";
import type { Base } from "./baseKind";
import { requireProgram } from "./packages";
import type { Session } from "./session";

/** The shell and tools that RUN lines use, and what each kind of image is for; what these depend on comes with them. */
const packages: Record<ImageKind, string[]> = {
  nginx: ["base-files", "base-passwd", "dash", "coreutils", "sed", "nginx"],
  node: ["base-files", "base-passwd", "dash", "coreutils", "libstdc++6"],
};

/** npm of the Node 22 line: Debian's belongs to an older Node. */
const npmVersion = "10.9.9";

/** Where Debian keeps the certificates that this machine trusts (package ca-certificates). */
const certificates = "/etc/ssl/certs/ca-certificates.crt";

/** Links /bin to /usr/bin and so on, as an installed Debian has them; unpacked packages alone do not. */
const mergedFolders = "/usr/share/mmdebstrap/hooks/merged-usr";

/**
 * Builds a base image FROM scratch out of the packages of this machine's own Debian release. Its tag is the hash of its
 * content, so equal packages give an equal base, and images on it keep their tags.
 *
 * @returns name and tag, for the build argument
 * @throws LocalFailure (exit code 3) when a tool or a package cannot be had
 */
export async function makeDebianBase(
  base: Base,
  { engine, session, mayInstall }: { engine: ContainerEngine; session: Session; mayInstall: boolean },
): Promise<string> {
  const { kind } = base;
  const context = join(session.scratch, `base-${kind}`);
  mkdirSync(context);
  copyFileSync(join(__dirname, "bases", `${kind}.Dockerfile`), join(context, "Dockerfile"));
  const mmdebstrap = await requireProgram("mmdebstrap", "mmdebstrap", mayInstall, session.progress);
  session.progress(`base ${kind}: Debian packages ${packages[kind].join(", ")}`);
  const added = kind === "node" ? addNode(context, base.image, session) : undefined;
  await Promise.all([unpackPackages(mmdebstrap, kind, context), added]);
  const dockerfile = join(context, "Dockerfile");
  const reference = `gatehouse-base-${kind}:${contentTag({ context, dockerfile, args: {}, platform: process.arch })}`;
  session.progress(`base ${kind}: building ${reference}`);
  // Its RUN lines need no network, and an engine without a bridge has none to give.
  const build = [...engine.client, "build", "--network", "none", "--tag", reference, context];
  await runProgram(build, { cwd: context, environment: engine.environment });
  return reference;
}

async function unpackPackages(mmdebstrap: string, kind: ImageKind, context: string): Promise<void> {
  const include = `--include=${packages[kind].join(",")}`;
  const argv = [mmdebstrap, "--mode=root", "--variant=extract", `--hook-dir=${mergedFolders}`, include];
  // The same time stamps for the same packages, whenever they are unpacked.
  const environment = { SOURCE_DATE_EPOCH: "0" };
  await runProgram([...argv, debianRelease(), join(context, "root.tar")], { cwd: context, environment });
}

/** Code name of this machine's release. */
function debianRelease(): string {
  const text = existsSync("/etc/debian_version") ? readFileSync("/etc/os-release", "utf8") : "";
  const name = /^VERSION_CODENAME=(\S+)$/m.exec(text)?.[1];
  if (name) return name;
  throw toolFailure("base images out of Debian's packages need a Debian; elsewhere use --bases pull");
}

/** Node in the very version that the Dockerfile names, out of the packages that npm's `node` is made of. */
async function addNode(context: string, image: string, { progress }: Session): Promise<void> {
  const version = /:(\d+\.\d+\.\d+)/.exec(image)?.[1];
  if (!version) throw toolFailure(`${image} names no full version of Node, such as node:22.23.3`);
  progress(`base node: Node ${version} and npm ${npmVersion} out of npm's packages`);
  const download = join(context, "download");
  mkdirSync(download);
  const names = [`node-linux-${process.arch}@${version}`, `npm@${npmVersion}`];
  await runProgram(["npm", "pack", "--silent", "--pack-destination", download, ...names], { cwd: context });
  for (const archive of readdirSync(download)) {
    const members = archive.startsWith("npm-") ? ["package"] : ["package/bin/node"];
    await runProgram(["tar", "--extract", "--file", archive, "--no-same-owner", ...members], { cwd: download });
  }
  renameSync(join(download, "package", "bin", "node"), join(context, "node"));
  renameSync(join(download, "package"), join(context, "npm"));
  rmSync(download, { recursive: true });
  chmodSync(join(context, "node"), 0o755);
  copyFileSync(certificates, join(context, "certificates.crt"));
}
