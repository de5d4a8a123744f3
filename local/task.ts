import { readFileSync } from "node:fs";
import { type LocalFailure, toolFailure } from "./failure";
import type { Verdict } from "./health";
import { probeCommand } from "./healthProbe";
import { release } from "./release";
import { startContainer } from "./runningContainer";
import { runProgram } from "./runProgram";
import type { ContainerState } from "./stateFile";
import { stopGroup } from "./stopGroup";
import { waitForTarget } from "./targetHealth";
import type { Condition, Dependency } from "./taskDefinition";
import type { ContainerProcess, TaskRun } from "./taskRun";

/** Lines of a container's log that are shown when it ended; the reason is in the last ones. */
const shownLogLines = 10;

/** What is known of a container while the task runs. */
interface Watched {
  state: ContainerState;
  verdict: Verdict;
  exitCode?: number | null;
}

/**
 * The containers of one task as ECS runs them: started in the order of their dependencies, watched, and stopped backwards;
 * the end or the ill health of an essential one ends the task.
 */
export class Task {
  private readonly watched = new Map<string, Watched>();
  private fail: (reason: LocalFailure) => void = () => {};
  private stopping = false;
  /** Rejects, once, when the task cannot go on. */
  readonly broken: Promise<never>;

  constructor(
    private readonly run: TaskRun,
    private readonly tell: (line: string) => void,
    private readonly onChange: () => void,
  ) {
    this.broken = new Promise((_, reject) => {
      this.fail = reject;
    });
    // Whoever waits hears of it; nobody need be waiting.
    this.broken.catch(() => {});
  }

  /** What `state.json` says of the containers. */
  get containers(): ContainerState[] {
    return [...this.watched.values()].map(({ state }) => state);
  }

  /** Starts every container and waits until the load balancer would send requests. */
  async start(): Promise<void> {
    await this.startContainers();
    const { targetHealth: health, door, proxy } = this.run;
    this.tell(
      `waiting for ${proxy} to answer the target group's health check, GET ${health.path} on ${door.target.host}:${door.target.port}`,
    );
    await Promise.race([waitForTarget(door.target, health), this.broken]);
  }

  /** Starts every container, each when what it depends on is there, and does not wait for the last. */
  async startContainers(): Promise<void> {
    for (const command of this.run.surroundings?.prepare ?? []) await runProgram(command, { cwd: this.run.folder });
    for (const container of this.run.containers) {
      for (const dependency of container.dependsOn) await this.waitFor(container, dependency);
      await this.startOne(container);
    }
  }

  /** Stops the containers backwards, each with its own signal and time-out, and removes what they shared. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const { state } of [...this.watched.values()].reverse()) {
      const from = Date.now();
      const how = await stopGroup(state.process, state.stopping);
      state.outcome = { how, seconds: (Date.now() - from) / 1000 };
      this.onChange();
    }
    await release(this.run.surroundings?.release ?? []);
  }

  private async startOne(container: ContainerProcess): Promise<void> {
    if (this.stopping) throw toolFailure(`container ${container.name}: not started, the task is being stopped`);
    const { name, ports, log, stopping } = container;
    let watched: Watched | undefined;
    let ended: { code: number | null; how: string } | undefined;
    const process = await startContainer(container, {
      onVerdict: (verdict, output) => watched && this.judge(container, watched, verdict, output),
      onExit: (code, how) => {
        ended = { code, how };
        if (watched) this.end(container, watched, code, how);
      },
    });
    watched = { state: { name, process, ports, log, stopping }, verdict: "UNKNOWN" };
    this.watched.set(name, watched);
    this.onChange();
    this.tell(`container ${name}: started, process ${process.pid}, log ${log}`);
    if (ended) this.end(container, watched, ended.code, ended.how);
  }

  private judge(container: ContainerProcess, watched: Watched, verdict: Verdict, output: string): void {
    watched.verdict = verdict;
    this.tell(`container ${container.name}: ${verdict}`);
    if (verdict !== "UNHEALTHY" || !container.essential) return;
    const command = probeCommand(container.healthCheck?.command ?? []).join(" ");
    this.fail(
      toolFailure(`essential container ${container.name} is UNHEALTHY: ${command}: ${output}`, ...tail(container)),
    );
  }

  private end(container: ContainerProcess, watched: Watched, code: number | null, how: string): void {
    watched.exitCode = code;
    if (this.stopping) return;
    this.tell(`container ${container.name}: ${how}`);
    if (!container.essential) return;
    this.fail(toolFailure(`essential container ${container.name} ${how}, so the task ends`, ...tail(container)));
  }

  private async waitFor(container: ContainerProcess, dependency: Dependency): Promise<void> {
    const until = Date.now() + container.startTimeoutSeconds * 1000;
    if (this.isMet(dependency)) return;
    this.tell(`container ${container.name}: waits until ${dependency.container} is ${waitedFor[dependency.condition]}`);
    while (!this.isMet(dependency)) {
      await Promise.race([new Promise((resolve) => setTimeout(resolve, 50)), this.broken]);
      if (Date.now() < until) continue;
      const seconds = container.startTimeoutSeconds;
      throw toolFailure(`container ${container.name}: ${dependency.container} was not ready within ${seconds} s`);
    }
  }

  private isMet({ container, condition }: Dependency): boolean {
    const target = this.watched.get(container);
    if (!target) return false;
    if (condition === "HEALTHY") return target.verdict === "HEALTHY";
    if (condition === "COMPLETE") return target.exitCode !== undefined;
    return condition === "SUCCESS" ? target.exitCode === 0 : true;
  }
}

const waitedFor: Record<Condition, string> = {
  START: "started",
  HEALTHY: "HEALTHY",
  COMPLETE: "finished",
  SUCCESS: "finished with 0",
};

function tail({ log }: ContainerProcess): string[] {
  const lines = readFileSync(log, "utf8").trimEnd().split("\n").slice(-shownLogLines);
  return [`${log} ends with:`, ...lines.map((line) => `  ${line}`)];
}
