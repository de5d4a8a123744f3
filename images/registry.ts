import { mkdirSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { toolFailure } from "../local/failure";
import { startDaemon } from "./daemon";
import { requireProgram } from "./packages";
import type { Session } from "./session";

/** Seconds until the registry serves; it needs a fraction of one. */
const startSeconds = 30;

/** Kinds of manifest that Docker pushes (OCI distribution specification, "Pulling manifests"). */
const manifestTypes = [
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.oci.image.index.v1+json",
];

/** A registry on this machine's loopback, empty at the beginning: it stands where ECR is. */
export interface Registry {
  /** What comes before the first slash of an image's name. */
  host: string;
  /** Whether it holds the tag: what the components ask ECR before they push. */
  has(repository: string, tag: string): Promise<boolean>;
}

/**
 * Starts Debian's docker-registry with its data in the scratch folder.
 *
 * @throws LocalFailure (exit code 3) when it cannot be had or does not serve
 */
export async function startRegistry(session: Session, mayInstall: boolean): Promise<Registry> {
  const program = await requireProgram("docker-registry", "docker-registry", mayInstall, session.progress);
  const host = `127.0.0.1:${await freePort()}`;
  const folder = join(session.scratch, "registry");
  mkdirSync(folder);
  const settings = join(folder, "config.json");
  // JSON is YAML, which the registry reads.
  writeFileSync(
    settings,
    JSON.stringify({
      version: 0.1,
      log: { level: "warn" },
      storage: { filesystem: { rootdirectory: join(folder, "data") } },
      http: { addr: host },
    }),
  );
  const serves = () =>
    fetch(`http://${host}/v2/`).then(
      ({ status }) => status === 200,
      () => false,
    );
  const log = join(folder, "registry.log");
  await startDaemon(session, [program, "serve", settings], { log, serves, seconds: startSeconds });
  return { host, has: (repository, tag) => hasTag(host, repository, tag) };
}

async function hasTag(host: string, repository: string, tag: string): Promise<boolean> {
  const url = `http://${host}/v2/${repository}/manifests/${tag}`;
  const { status } = await fetch(url, { method: "HEAD", headers: { accept: manifestTypes.join(", ") } });
  if (status === 200) return true;
  if (status === 404) return false;
  throw toolFailure(`the registry answered ${status} to HEAD ${url}`);
}

/** A TCP port of the loopback that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
