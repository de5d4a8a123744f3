import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { BenchFailure } from "./benchFailure";
import { ControlGroups, usualShares } from "./cgroups";
import { allowedProcessors } from "./kernelAccounts";

const patienceMilliseconds = 10_000;

/** A server to start: its files, and its command line, in which `{folder}` stands for the folder that holds them. */
export interface Server {
  files: Record<string, string>;
  argv: string[];
  environment?: NodeJS.ProcessEnv;
  /** The TCP port or the path of the socket that is open once it is up. */
  listens: number | string;
}

export interface Processors {
  /** The one that the measured servers share, as the containers of a task with one vCPU do. */
  task: number;
  /** The one of everything else: load generator, fast upstream, readers of logs. */
  rest: number;
}

/** Where a server runs: on which processor, and with which weight against the others there. */
export interface Position {
  on?: keyof Processors;
  /** CPU units of its container. @default as many as everybody has */
  shares?: number;
}

/** Runs `use` with a workbench of its own on the first two processors that this process may use. */
export async function onWorkbench<Result>(use: (bench: Workbench) => Promise<Result>): Promise<Result> {
  const [task, rest] = allowedProcessors();
  if (task === undefined || rest === undefined) {
    throw new BenchFailure("one processor: the servers and the load generator need one each");
  }
  const bench = new Workbench({ task, rest });
  try {
    return await use(bench);
  } finally {
    await bench.stop();
  }
}

/** Where the servers of one measurement run: a folder, two processors, and a reader for their logs. */
export class Workbench {
  readonly folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
  private readonly log = join(this.folder, "log");
  private readonly children: ChildProcess[] = [];
  private readonly groups = ControlGroups.make();

  constructor(readonly processors: Processors) {
    // An nginx that root started works as nobody, and must get to the sockets in here.
    chmodSync(this.folder, 0o755);
    // A container's stdout is a pipe that its engine reads. nginx opens /dev/stdout by name, so it must be one with a name.
    execFileSync("mkfifo", [this.log]);
    const reader = this.openLog();
    this.keep(spawn("taskset", ["-c", String(processors.rest), "cat"], { stdio: [reader, "ignore", "inherit"] }));
    closeSync(reader);
  }

  /** Opened for each program anew: one that makes its end non-blocking would else do so for all. For both ways, to not wait for the other end. */
  private openLog(): number {
    return openSync(this.log, "r+");
  }

  /** Starts a server and waits until it listens. @returns its process id */
  async start(name: string, server: Server, { on = "task", shares = usualShares }: Position = {}): Promise<number> {
    const short = name.replace(/\W+/g, "-");
    const folder = join(this.folder, short);
    mkdirSync(folder, { mode: 0o755 });
    for (const [file, text] of Object.entries(server.files)) writeFileSync(join(folder, file), text);
    const errors = join(folder, "stderr");
    const inGroup = typeof this.groups === "string" ? [] : this.groups.add(short, shares);
    const argv = server.argv.map((word) => word.replaceAll("{folder}", folder));
    const [stdout, stderr] = [this.openLog(), openSync(errors, "w")];
    const child = this.keep(
      spawn("taskset", ["-c", String(this.processors[on]), ...inGroup, ...argv], {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, ...server.environment },
        stdio: ["ignore", stdout, stderr],
      }),
    );
    for (const file of [stdout, stderr]) closeSync(file);
    if (child.pid === undefined || !(await accepts(server.listens, child))) {
      throw new Error(`${name} does not listen on ${server.listens}: ${readFileSync(errors, "utf8")}`);
    }
    return child.pid;
  }

  /** Ends all servers at once and removes the folder. */
  async stop(): Promise<void> {
    for (const child of this.children) child.kill("SIGTERM");
    await Promise.all(this.children.map(ended));
    if (typeof this.groups !== "string") this.groups.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private keep(child: ChildProcess): ChildProcess {
    this.children.push(child);
    return child;
  }
}

async function ended(child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + patienceMilliseconds; child.exitCode === null && child.signalCode === null; ) {
    if (Date.now() > deadline) child.kill("SIGKILL");
    await sleep(20);
  }
}

async function accepts(place: number | string, child: ChildProcess): Promise<boolean> {
  const options = typeof place === "number" ? { port: place, host: "127.0.0.1" } : { path: place };
  for (const deadline = Date.now() + patienceMilliseconds; Date.now() < deadline && child.exitCode === null; ) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(options, () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
    if (open) return true;
    await sleep(20);
  }
  return false;
}
