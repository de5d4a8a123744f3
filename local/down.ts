import { resolve } from "node:path";
import { exitCode, toolFailure } from "./failure";
import { groupOf, isRunning } from "./processTable";
import { release } from "./release";
import { runFolder } from "./runFolder";
import { type ContainerState, type LocalState, readState, removeState } from "./stateFile";
import { killSeconds, stopGroup } from "./stopGroup";

/**
 * Stops what `up` started in this project, and makes sure of it.
 *
 * @returns exit code 0, also when nothing was running
 * @throws LocalFailure (3) that names every process which is still there
 */
export async function down(project: string, print: (line: string) => void): Promise<number> {
  const lines = await stopEarlierRun(runFolder(resolve(project)));
  for (const line of lines.length > 0 ? lines : ["nothing is running"]) print(line);
  return exitCode.asExpected;
}

/**
 * Stops the run of this folder, if there is one: the supervisor is asked, and stops the containers backwards; what it left
 * or what outlived it is stopped here.
 *
 * @returns what was done, a line each; none when there was no run
 */
export async function stopEarlierRun(folder: string): Promise<string[]> {
  const state = readState(folder);
  if (!state) return [];
  const lines = state.ended ? [`the task had ended at ${state.ended.at}: ${state.ended.reason}`] : [];
  await stopGroup(state.supervisor, { signal: "SIGTERM", timeoutSeconds: supervisorSeconds(state) });
  const final = readState(folder) ?? state;
  for (const container of [...final.containers].reverse()) {
    lines.push(await stopLeftOver(container));
  }
  await release(final.release);
  const left = [final.supervisor, ...final.containers.map(({ process }) => process)].flatMap(groupOf).filter(isRunning);
  if (left.length > 0) throw toolFailure(`still running: processes ${left.map(({ pid }) => pid).join(", ")}`);
  removeState(folder);
  return [...lines, `${state.service} (stack ${state.stack}): no process is left`];
}

async function stopLeftOver(container: ContainerState): Promise<string> {
  const { name, process, stopping, outcome } = container;
  const how = await stopGroup(process, stopping);
  const asked = `container ${name}, process ${process.pid}: ${stopping.signal}, `;
  if (how !== "was not running") return `${asked}${how} (it had outlived its supervisor)`;
  if (!outcome) return `container ${name}, process ${process.pid}: had ended`;
  return outcome.how === "was not running"
    ? `container ${name}, process ${process.pid}: had ended`
    : `${asked}${outcome.how} after ${outcome.seconds.toFixed(1)} s`;
}

/** Every container may take its whole time-out, and then be killed. */
function supervisorSeconds({ containers }: LocalState): number {
  return containers.reduce((sum, { stopping }) => sum + stopping.timeoutSeconds + killSeconds, killSeconds);
}
