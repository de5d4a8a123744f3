import { join } from "node:path";
import { type ContainerEngine, type EngineAnswer, findContainerEngine } from "../local/containerEngine";
import { LocalFailure, toolFailure } from "../local/failure";
import { startDaemon } from "./daemon";
import { isRoot, requireProgram } from "./packages";
import type { Session } from "./session";

/** Seconds until an engine serves; on a busy machine its first start takes ten. */
const startSeconds = 90;

/** An engine, and whether it is there for this run alone. */
export interface EngineForRun {
  engine: ContainerEngine;
  own: boolean;
}

/**
 * The Docker engine that runs on this machine; else one that is started for this run, out of Debian's docker.io.
 *
 * @throws LocalFailure (exit code 3) that says why there is none
 */
export async function obtainEngine(session: Session, mayInstall: boolean): Promise<EngineForRun> {
  const running = await findContainerEngine();
  if ("engine" in running) return { engine: running.engine, own: false };
  session.progress(`no Docker engine answers (${running.unusable})`);
  if (!isRoot()) throw toolFailure(`no Docker engine runs here (${running.unusable}), and only root can start one`);
  const dockerd = await requireProgram("dockerd", "docker.io", mayInstall, session.progress);
  // A package that is installed can have started its engine.
  const installed = await findContainerEngine();
  if ("engine" in installed) return { engine: installed.engine, own: false };
  return { engine: await startEngine(session, dockerd), own: true };
}

/**
 * An engine with nothing of this machine's: data, sockets and process file in the scratch folder, no bridge, no firewall
 * rules, no forwarding. Builds that need a network use this machine's.
 */
async function startEngine(session: Session, dockerd: string): Promise<ContainerEngine> {
  const folder = (name: string) => join(session.scratch, name);
  const host = `unix://${folder("docker.sock")}`;
  const argv = [
    dockerd,
    ...[
      "--data-root",
      folder("data"),
      "--exec-root",
      folder("exec"),
      "--pidfile",
      folder("docker.pid"),
      "--host",
      host,
    ],
    ...["--bridge=none", "--iptables=false", "--ip6tables=false", "--ip-masq=false", "--ip-forward=false"],
  ];
  session.progress("starting a Docker engine for this run");
  const serves = async () => "engine" in (await ask(host));
  try {
    await startDaemon(session, argv, { log: folder("dockerd.log"), serves, seconds: startSeconds });
  } catch (error) {
    if (!(error instanceof LocalFailure)) throw error;
    throw toolFailure("no Docker engine can be started here", ...error.lines);
  }
  const answer = await ask(host);
  if ("unusable" in answer) throw toolFailure(`the engine that was started cannot be used: ${answer.unusable}`);
  return { ...answer.engine, buildNetwork: "host" };
}

/** The client of the engine's own package before another on the PATH: a much newer one refuses an older engine. */
async function ask(host: string): Promise<EngineAnswer> {
  const packaged = await findContainerEngine(["/usr/bin/docker", "--host", host]);
  return "engine" in packaged ? packaged : findContainerEngine(["docker", "--host", host]);
}
