import { request } from "node:http";
import { constants } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import type { ContainerEngine } from "../local/containerEngine";
import { stopEarlierRun } from "../local/down";
import { LocalFailure, toolFailure } from "../local/failure";
import type { Row } from "../local/judge";
import { runProgram } from "../local/runProgram";
import type { ContainerProcess, TaskRun } from "../local/taskRun";
import { checked } from "./insideChecks";
import { tryPort } from "./outsideCheck";

/** Seconds within which the proxy must stop listening once the task is asked to stop. */
const refusalSeconds = 10;

/** Milliseconds within which a request is at the application; through the proxy it takes a few. */
const arrivalMilliseconds = 500;

/**
 * Stops a running task with a request in flight, and returns the rows that say how: the request is answered although the
 * proxy listens no more, and the engine saw the containers end backwards, each by its own signal and with 0. The engine
 * freezes the application meanwhile, so that the request is there for as long as it is needed.
 *
 * @param path a path that the application answers with 200
 */
export async function stopAndCheck(run: TaskRun, engine: ContainerEngine, path: string): Promise<Row[]> {
  const since = Date.now();
  const frozen = run.containers.filter(({ name }) => name !== run.proxy).map(engineName);
  const docker = (...args: string[]) => runProgram([...engine.client, ...args], { cwd: "/" });
  await docker("pause", ...frozen);
  const answered = get(run.door.port, path);
  await pause(arrivalMilliseconds);
  const stopped = stopEarlierRun(run.folder);
  const refused = await waitForRefusal(run);
  await docker("unpause", ...frozen).catch(hasEnded);
  const answer = await answered;
  await stopped;
  return [
    checked("new connection while the task stops", "ECONNREFUSED", refused, "TCP"),
    checked(`GET ${path}, in flight as the task stops`, "200", answer, "app"),
    checked("signals and ends, in order", expectedEnds(run), await ends(run, engine, since), "the engine's events"),
  ];
}

/** A proxy that drops its requests is gone at once, and then the application was stopped before its time: the rows say so. */
function hasEnded(error: unknown): void {
  if (!(error instanceof LocalFailure && /not paused|no such container|not running/i.test(error.message))) throw error;
}

/** The engine's name of a container: the last word of the command line that comes before one inside it. */
function engineName({ name, inside }: Pick<ContainerProcess, "name" | "inside">): string {
  return inside?.at(-1) ?? name;
}

/** Status code of the answer, or why there was none. */
function get(port: number, path: string): Promise<string> {
  return new Promise((resolve) => {
    const outgoing = request({ host: "127.0.0.1", port, path, agent: false }, (response) => {
      response.resume();
      response.once("end", () => resolve(String(response.statusCode)));
      response.once("error", (error) => resolve(error.message));
    });
    outgoing.once("error", (error) => resolve(error.message));
    outgoing.end();
  });
}

/** What a new connection to the proxy gets once it has been asked to stop. */
async function waitForRefusal({ door }: TaskRun): Promise<string> {
  const until = Date.now() + refusalSeconds * 1000;
  let got = "connected";
  while (got === "connected" && Date.now() < until) {
    await pause(50);
    got = await tryPort(door.target.host, door.target.port);
  }
  return got;
}

function expectedEnds({ containers }: TaskRun): string {
  const backwards = [...containers].reverse();
  return backwards.map(({ name, stopping }) => `${name} ${stopping.signal} 0`).join(", ");
}

/** The fields that are read of an event (Docker Engine API, SystemEvents). */
interface EngineEvent {
  Action: string;
  Actor: { Attributes: { name?: string; signal?: string; exitCode?: string } };
}

/** `nginx SIGQUIT 0, app SIGTERM 0`: the first signal that each container got, and its exit code, in the order of their ends. */
async function ends(run: TaskRun, { client }: ContainerEngine, since: number): Promise<string> {
  // Half a second on: events are written as they happen, but by another process than the one that we waited for.
  const window = ["--since", String(since / 1000), "--until", String(Date.now() / 1000 + 0.5)];
  const kinds = ["--filter", "type=container", "--filter", "event=kill", "--filter", "event=die"];
  const text = await runProgram([...client, "events", ...window, ...kinds, "--format", "{{json .}}"], { cwd: "/" });
  const events = text
    .split("\n")
    .filter(Boolean)
    .map((line): EngineEvent => JSON.parse(line));
  return describeEnds(run.containers, events);
}

/** @example describeEnds([app], [kill(15), die(0)]) // → "app SIGTERM 0" */
export function describeEnds(containers: Pick<ContainerProcess, "name" | "inside">[], events: EngineEvent[]): string {
  const signals = new Map<string, string>();
  const ended: string[] = [];
  for (const { Action, Actor } of events) {
    const container = containers.find((one) => engineName(one) === Actor.Attributes.name);
    if (!container) continue;
    if (Action === "kill" && !signals.has(container.name))
      signals.set(container.name, signalName(Actor.Attributes.signal));
    if (Action === "die")
      ended.push(`${container.name} ${signals.get(container.name) ?? "without a signal"} ${Actor.Attributes.exitCode}`);
  }
  return ended.join(", ");
}

function signalName(number = ""): string {
  const found = Object.entries(constants.signals).find(([, value]) => String(value) === number);
  if (found) return found[0];
  throw toolFailure(`the engine names a signal that this machine does not have: ${number}`);
}
