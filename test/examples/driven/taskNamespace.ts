import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Commands } from "./commands";
import type { Call, Reply } from "./inside";

/** A file of this machine that another one covers, in the namespace only. */
export interface Cover {
  file: string;
  covers: string;
}

/** Network, mounts and processes; when the first process ends, the kernel ends the others. */
const ownNamespaces = ["--net", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child"];

/** There every IPv4 address is this machine's own: who is who is told by the address that each binds. */
const ownNetwork = "ip link set lo up; ip route add local default dev lo";

const script = `${ownNetwork}; while [ "$1" != -- ]; do mount --bind "$1" "$2"; shift 2; done; shift; exec "$@"`;

/** Why a task cannot have a network of its own here, or undefined. */
export function missingForNamespace(): string | undefined {
  if (process.getuid?.() !== 0) return "a network of its own needs root on Linux";
  const { status, stderr } = spawnSync("unshare", [...ownNamespaces, "sh", "-euc", ownNetwork], { encoding: "utf8" });
  return status === 0 ? undefined : `no network namespace can be made here: ${stderr || "there is no unshare"}`;
}

type Waiting = { resolve: (value: never) => void; reject: (error: Error) => void };

/**
 * A network of its own, as ECS gives a task: nothing there reaches this machine's network, and nothing from here gets in.
 *
 * @example await TaskNamespace.open([]).call("connects", { from: "10.0.0.10", to: "10.0.48.10", port: 80 }) // → false
 */
export class TaskNamespace {
  private readonly waiting = new Map<number, Waiting>();
  private calls = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on("message", ({ id, value, error }: Reply) => {
      const one = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) one?.resolve(value as never);
      else one?.reject(new Error(error));
    });
    child.once("exit", (code, signal) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`the namespace ended: ${signal ?? code}`));
      this.waiting.clear();
    });
  }

  static open(covers: Cover[]): TaskNamespace {
    const program = [process.execPath, "--import", "tsx", join(__dirname, "inside.ts")];
    const mounts = covers.flatMap(({ file, covers: covered }) => [file, covered]);
    const child = spawn("unshare", [...ownNamespaces, "sh", "-euc", script, "sh", ...mounts, "--", ...program], {
      cwd: join(__dirname, "../../.."),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    return new TaskNamespace(child);
  }

  /** Has one of the commands done in the namespace. */
  call<Name extends keyof Commands>(
    command: Name,
    ...given: Parameters<Commands[Name]>
  ): Promise<Awaited<ReturnType<Commands[Name]>>> {
    const call: Call = { id: this.calls++, command, given };
    return new Promise((resolve, reject) => {
      this.waiting.set(call.id, { resolve, reject });
      this.child.send(call, (error) => error && reject(error));
    });
  }

  /** Ends everything in it. */
  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await ended;
  }
}
