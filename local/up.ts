import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import type { Site } from "../nginx";
import type { RunAs, UpArguments } from "./arguments";
import { type ContainerEngine, findContainerEngine } from "./containerEngine";
import { planContainers } from "./containerPlan";
import { stopEarlierRun } from "./down";
import { drive } from "./drive";
import { exitCode, LocalFailure, toolFailure } from "./failure";
import { requirePorts } from "./portCheck";
import { runFolder } from "./runFolder";
import { findTask, type StackTask } from "./stackState";
import { startSupervisor } from "./startSupervisor";
import { readState } from "./stateFile";
import { printRows, summary } from "./table";
import { planTask } from "./taskPlan";
import type { TaskRun } from "./taskRun";
import { updatedStack } from "./updatedStack";

/** Where the command writes: results to `print`, what is waited for to `progress`. */
export interface Output {
  print: (text: string) => void;
  progress: (line: string) => void;
}

/**
 * Previews the stack, runs its task on this machine and drives it; the task keeps running.
 *
 * @returns the exit code: 0, 1 when an answer differs, or the preview's when that is not clean
 * @throws LocalFailure for what cannot be run (2) or did not come up (3)
 */
export async function up(given: UpArguments, output: Output): Promise<number> {
  const projectDir = resolve(given.project);
  output.progress(`preview of stack ${given.stack}`);
  const previewed = await preview(given.stack, projectDir);
  if (previewed !== exitCode.asExpected) return previewed;
  output.progress(`update of stack ${given.stack} on the stand-ins, to read its task definition`);
  const { resources, sites } = await updatedStack(given.stack, projectDir, output.progress);
  const task = findTask(resources, given.service);
  const engine = await chooseEngine(given.as, output.progress);
  return runTask(task, sites, { ...given, project: projectDir, ...(engine && { engine }) }, output);
}

/** The engine that runs the containers, or undefined for processes; says which of the two it is. */
async function chooseEngine(as: RunAs, progress: Output["progress"]): Promise<ContainerEngine | undefined> {
  if (as === "processes") {
    progress("as processes, as asked");
    return undefined;
  }
  const answer = await findContainerEngine();
  if ("engine" in answer) {
    progress(`as containers of ${answer.engine.description}`);
    return answer.engine;
  }
  if (as === "containers") throw toolFailure(`no containers can be run here: ${answer.unusable}`);
  progress(`as processes; no containers can be run here: ${answer.unusable}`);
  return undefined;
}

/** A task to run: as containers of the engine, or as processes where none is given. */
export type RunOptions = Pick<UpArguments, "stack" | "project" | "port"> & { engine?: ContainerEngine };

/** Runs and drives a task that was read from a stack. `project` is absolute. */
export async function runTask(
  task: StackTask,
  sites: Site[],
  { stack, project, port, engine }: RunOptions,
  output: Output,
): Promise<number> {
  const folder = runFolder(project);
  const { progress } = output;
  const options = { stack, projectDir: project, folder, port, environment: process.env, progress };
  const run = engine
    ? await planContainers(task, engine, options).catch(offerProcesses)
    : await planTask(task, options);
  for (const line of await stopEarlierRun(folder)) progress(line);
  await requirePorts(portNeeds(run));
  await startSupervisor(run, progress);
  progress("sending requests through the door");
  const rows = await drive(run, sites);
  requireStillUp(folder);
  output.print(printRows(rows));
  output.print(summary(rows));
  output.print(
    `${task.service} answers at http://127.0.0.1:${port}/ and keeps running; \`make down\` stops it. Logs: ${folder}`,
  );
  return rows.some((row) => row.asExpected === false) ? exitCode.rowsDiffer : exitCode.asExpected;
}

/** An image that cannot be had is the user's to mend; what runs without it is said, and not done unasked. */
function offerProcesses(error: unknown): never {
  if (!(error instanceof LocalFailure)) throw error;
  const offer = "without the images, the task runs as processes: npm run local -- up --as processes";
  throw new LocalFailure(error.code, [...error.lines, offer]);
}

/** In a process of its own: its output goes straight to the user, and its exit code is its answer. */
function preview(stack: string, projectDir: string): Promise<number> {
  const program = join(__dirname, "..", "preview", "index.ts");
  const argv = ["--import", "tsx", program, "--stack", stack, "--project", projectDir];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, {
      cwd: join(__dirname, ".."),
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code === null) reject(toolFailure(`the preview was ended by ${signal}`));
      else resolve(code);
    });
  });
}

/** Containers of an engine have a network of their own. */
function portNeeds({ containers, door, surroundings }: TaskRun) {
  const fix = "stop what holds it; the port is the stack's own";
  return [
    ...(surroundings ? [] : containers).flatMap(({ name, ports }) =>
      ports.map((port) => ({ port, by: `container ${name}`, fix })),
    ),
    { port: door.port, by: "the local door", fix: "stop what holds it, or choose another with --port" },
  ];
}

/** A task that ended while it was driven explains every odd row. */
function requireStillUp(folder: string): void {
  const ended = readState(folder)?.ended;
  if (ended) throw toolFailure(`${ended.reason}; see ${join(folder, "supervisor.log")}`);
}
