import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Weight of a group to which nobody gives another: 1024 in the first version of cgroups, 100 in the second, are the same. */
export const usualShares = 1024;

/** The most that both versions take (kernel, Documentation/admin-guide/cgroup-v2: weights up to 10000). */
const mostShares = 100 * usualShares;

/**
 * A control group for each server, as the engine of a task makes one for each container: the kernel divides a processor
 * among groups, by their weights, before it does among the processes in them.
 */
export class ControlGroups {
  private readonly made: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly version: 1 | 2,
  ) {}

  /** Groups below one of this process's own, or why there can be none. */
  static make(): ControlGroups | string {
    const place = cpuHierarchy();
    if (typeof place === "string") return place;
    let folder: string | undefined;
    try {
      folder = mkdtempSync(join(place.folder, "gatehouse-bench-"));
      if (place.version === 2) writeFileSync(join(folder, "cgroup.subtree_control"), "+cpu");
      // Against whatever else the machine does, so that the weights of the servers are weights among them.
      weigh(folder, place.version, mostShares);
    } catch (error) {
      if (folder !== undefined) rmdirSync(folder);
      return `no control groups: ${(error as Error).message}`;
    }
    return new ControlGroups(folder, place.version);
  }

  /** A group with this weight, in the units of ECS and of Docker. @returns a command that runs the one after it inside */
  add(name: string, shares: number): string[] {
    const group = join(this.folder, name);
    mkdirSync(group);
    this.made.push(group);
    weigh(group, this.version, shares);
    return ["sh", "-c", 'echo $$ > "$1"/cgroup.procs && shift && exec "$@"', "sh", group];
  }

  /** Removes the groups, whose processes must have ended. */
  remove(): void {
    for (const group of [...this.made, this.folder]) rmdirSync(group);
  }
}

function weigh(group: string, version: 1 | 2, shares: number): void {
  if (version === 1) writeFileSync(join(group, "cpu.shares"), String(shares));
  else writeFileSync(join(group, "cpu.weight"), String(Math.max(1, Math.round((shares * 100) / usualShares))));
}

/** The folder of the hierarchy that divides processors in which groups may be made (cgroups(7)). */
function cpuHierarchy(): { folder: string; version: 1 | 2 } | string {
  const own = readFileSync("/proc/self/cgroup", "utf8");
  const mounts = readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" "));
  const first = mounts.find(([, , kind, options]) => kind === "cgroup" && options?.split(",").includes("cpu"));
  if (first?.[1] !== undefined) {
    const [, path = "/"] = /^\d+:(?:[^:]*,)?cpu(?:,[^:]*)?:(.*)$/m.exec(own) ?? [];
    return { folder: join(first[1], path), version: 1 };
  }
  const [, folder] = mounts.find(([, , kind]) => kind === "cgroup2") ?? [];
  if (folder === undefined) return "no control groups: none are mounted";
  // A group with processes of its own, which any but the root has here, cannot hand processors on to groups below it.
  const [, path] = /^0::(.*)$/m.exec(own) ?? [];
  const handsOn = readdirSync(folder).includes("cgroup.subtree_control");
  if (path !== "/" || !handsOn) return "no control groups: this process is not in the root of theirs";
  return { folder, version: 2 };
}
