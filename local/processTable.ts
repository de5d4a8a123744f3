import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Listener } from "./listeners";

/**
 * One process for good: numbers are used again, but never with the same start.
 * `startedAt` is in clock ticks since boot on Linux, in milliseconds since 1970 elsewhere.
 */
export interface ProcessIdentity {
  pid: number;
  startedAt: number;
  /** Which boot of the machine the ticks count from; empty where `startedAt` needs none. */
  boot: string;
}

interface Entry extends ProcessIdentity {
  group: number;
  /** It has ended, and only waits for its parent to take notice. */
  zombie: boolean;
}

/** The process with this number, as it is now, ended or not; undefined when there is none. */
export function identify(pid: number): ProcessIdentity | undefined {
  const entry = find(pid);
  return entry && { pid, startedAt: entry.startedAt, boot: entry.boot };
}

function find(pid: number): Entry | undefined {
  return processes([pid]).find((one) => one.pid === pid);
}

/** Whether this very process still runs; another one that got its number is not it. */
export function isRunning(identity: ProcessIdentity): boolean {
  const now = find(identity.pid);
  return now !== undefined && !now.zombie && now.startedAt === identity.startedAt && now.boot === identity.boot;
}

/**
 * The running processes of the group that `leader` founded, itself included. The kernel gives the leader's number to no
 * new process while the group has members; a leader with another start therefore founded another group.
 */
export function groupOf(leader: ProcessIdentity): ProcessIdentity[] {
  const table = processes();
  const holder = table.find((one) => one.pid === leader.pid);
  if (holder && holder.startedAt !== leader.startedAt) return [];
  return table
    .filter((one) => one.group === leader.pid && !one.zombie)
    .filter((one) => one.boot === leader.boot && one.startedAt >= leader.startedAt)
    .map(({ pid, startedAt, boot }) => ({ pid, startedAt, boot }));
}

/** Number and command line of the process that holds a listening socket; undefined when that cannot be read. */
export function holderOf(listener: Listener): { pid: number; command: string } | undefined {
  for (const pid of numbersInProc()) {
    const files = attempt(() => readdirSync(`/proc/${pid}/fd`)) ?? [];
    const holds = files.some(
      (file) => attempt(() => readlinkSync(`/proc/${pid}/fd/${file}`)) === `socket:[${listener.inode}]`,
    );
    if (holds) return { pid, command: commandOf(pid) };
  }
  return undefined;
}

function commandOf(pid: number): string {
  return (attempt(() => readFileSync(`/proc/${pid}/cmdline`, "utf8")) ?? "").split("\0").join(" ").trim();
}

function processes(only?: number[]): Entry[] {
  return process.platform === "linux" ? fromProc(only) : fromPs(listProcesses());
}

function fromProc(only: number[] = numbersInProc()): Entry[] {
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return only.flatMap((pid) => {
    const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
    return stat === undefined ? [] : [parseStat(stat, boot)];
  });
}

/** One line of /proc/<pid>/stat (man proc_pid_stat); the name in brackets may hold anything, brackets and blanks too. */
export function parseStat(stat: string, boot: string): Entry {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state = "", , group = ""] = fields;
  const zombie = state === "Z" || state === "X";
  return { pid: Number.parseInt(stat, 10), group: Number(group), startedAt: Number(fields[19]), boot, zombie };
}

function numbersInProc(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function listProcesses(): string {
  const columns = ["pid=", "pgid=", "stat=", "lstart="].flatMap((column) => ["-o", column]);
  return execFileSync("ps", ["-A", ...columns], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
}

/** Lines of `ps` with pid, process group, state and start: the same columns on macOS and Linux. */
export function fromPs(text: string): Entry[] {
  return text.split("\n").flatMap((line) => {
    const [, pid, group, state, start] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.+)$/.exec(line) ?? [];
    if (!start) return [];
    const zombie = state?.startsWith("Z") ?? false;
    return [{ pid: Number(pid), group: Number(group), startedAt: Date.parse(start), boot: "", zombie }];
  });
}

/** Undefined for a process that ended while it was read, or that belongs to somebody else. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
