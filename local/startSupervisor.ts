import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { toolFailure } from "./failure";
import type { SupervisorMessage } from "./supervisorMessage";
import type { TaskRun } from "./taskRun";

/**
 * Starts the supervisor as a process of its own and waits until the task is ready. After that it runs without us.
 *
 * @throws LocalFailure (exit code 3) with the supervisor's reason when the task does not come up; nothing is left then
 */
export async function startSupervisor(run: TaskRun, progress: (line: string) => void): Promise<void> {
  mkdirSync(run.folder, { recursive: true });
  const logFile = join(run.folder, "supervisor.log");
  const log = openSync(logFile, "w");
  const supervisor = spawn(process.execPath, ["--import", "tsx", join(__dirname, "supervisor.ts")], {
    cwd: join(__dirname, ".."),
    stdio: ["ignore", log, log, "ipc"],
    detached: true,
  });
  closeSync(log);
  supervisor.send(run);
  const exited = new Promise<void>((resolve) => supervisor.once("exit", () => resolve()));
  const failure = await new Promise<string[] | undefined>((resolve) => {
    supervisor.on("message", (message: SupervisorMessage) => {
      if (message.kind === "progress") progress(message.line);
      if (message.kind === "ready") resolve(undefined);
      if (message.kind === "failed") resolve(message.lines);
    });
    supervisor.once("error", (error) => resolve([error.message]));
    void exited.then(() => resolve([`the supervisor ended; see ${logFile}`]));
  });
  if (failure) {
    progress("stopping what was started");
    await exited;
    throw toolFailure(...failure);
  }
  supervisor.disconnect();
  supervisor.unref();
}
