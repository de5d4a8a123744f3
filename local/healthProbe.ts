import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { nextHealth, secondsToNextProbe, unknownHealth, type Verdict } from "./health";
import type { HealthCheck } from "./taskDefinition";
import type { ContainerProcess } from "./taskRun";

/** Runs a container's health command again and again, and says whenever the verdict changes, until `ended` is aborted. */
export async function watchHealth(
  container: ContainerProcess,
  check: HealthCheck,
  ended: AbortSignal,
  onVerdict: (verdict: Verdict, lastOutput: string) => void,
): Promise<void> {
  const startedAt = Date.now();
  let state = unknownHealth;
  while (!ended.aborted) {
    await pause(secondsToNextProbe(check, state) * 1000, undefined, { signal: ended }).catch(() => {});
    if (ended.aborted) return;
    const probe = await runProbe(container, check);
    const next = nextHealth(check, state, { passed: probe.passed, at: (Date.now() - startedAt) / 1000 });
    if (next.verdict !== state.verdict) onVerdict(next.verdict, probe.output);
    state = next;
  }
}

/** One run of the command, in the container or else in its folder and environment; longer than the time-out is a failure. */
function runProbe(container: ContainerProcess, check: HealthCheck): Promise<{ passed: boolean; output: string }> {
  const [file = "", ...args] = [...(container.inside ?? []), ...probeCommand(check.command)];
  const child = spawn(file, args, {
    cwd: container.workingDirectory,
    env: container.environment,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: check.timeout * 1000,
    killSignal: "SIGKILL",
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ passed: false, output: error.message }));
    child.once("close", (code) => resolve({ passed: code === 0, output: output.trim() }));
  });
}

/** `["CMD-SHELL", line]` goes to the shell, `["CMD", …]` runs as it is (ECS API, HealthCheck). */
export function probeCommand([kind, ...rest]: string[]): string[] {
  return kind === "CMD-SHELL" ? ["/bin/sh", "-c", ...rest] : rest;
}
