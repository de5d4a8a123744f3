import { writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { openDoor } from "./door";
import { LocalFailure } from "./failure";
import { identify } from "./processTable";
import { type LocalState, writeState } from "./stateFile";
import type { SupervisorMessage } from "./supervisorMessage";
import { Task } from "./task";
import type { TaskRun } from "./taskRun";

/**
 * The process that owns a local task after `up` has returned: it starts the containers, opens the door, keeps
 * `state.json`, and on SIGTERM stops everything in ECS's order. Started by `up`, which sends it the TaskRun: that can hold
 * secrets, which belong in no file.
 */
async function supervise(run: TaskRun): Promise<void> {
  const state = newState(run);
  const task = new Task(run, tell, save);
  let door: Server | undefined;
  let ready = false;
  const stopAsked = new Promise<string>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
      process.on(signal, () => resolve(`asked to stop (${signal})`));
    // Ctrl-C in `up`, before there is anything to use.
    process.on("disconnect", () => ready || resolve("`up` was interrupted"));
  });

  function save(): void {
    state.containers = task.containers;
    writeState(run.folder, state);
  }

  const started = task.start().then(async () => {
    door = await openDoor(run.door);
    ready = true;
    send({ kind: "ready" });
    return task.broken;
  });
  const reason = await Promise.race([stopAsked, started]).catch((error: unknown) => {
    const lines = error instanceof LocalFailure ? error.lines : [String(error)];
    send({ kind: "failed", lines });
    console.log(lines.slice(1).join("\n"));
    return lines[0] ?? "";
  });
  console.log(`stopping: ${reason}`);
  door?.close();
  await task.stop();
  door?.closeAllConnections();
  state.ended = { at: new Date().toISOString(), reason };
  save();
}

function newState(run: TaskRun): LocalState {
  for (const { log } of run.containers) writeFileSync(log, "");
  const supervisor = identify(process.pid);
  if (!supervisor) throw new Error("this machine does not show its own processes; is /proc mounted?");
  return {
    version: 1,
    stack: run.stack,
    service: run.service,
    url: `http://127.0.0.1:${run.door.port}/`,
    supervisor,
    containers: [],
    release: run.surroundings?.release ?? [],
  };
}

function tell(line: string): void {
  console.log(line);
  send({ kind: "progress", line });
}

/** Nobody listens any more once `up` has returned. */
function send(message: SupervisorMessage): void {
  if (process.connected) process.send?.(message);
}

process.once("message", (run: TaskRun) => supervise(run).then(() => process.exit(0)));
