import { readdirSync, readFileSync } from "node:fs";

/** What the kernel has on its books about a program: all its processes, and all threads of each. */
export interface Account {
  /** Nanoseconds on a processor since the start. */
  cpuNanoseconds: number;
}

/** Memory of one process in KiB. */
export interface Memory {
  /** Resident, shared pages in full. */
  rss: number;
  /** Resident, each shared page divided by the number of processes that share it. */
  pss: number;
}

/** The time on a processor of a process and all its descendants so far. */
export function readAccount(pid: number): Account {
  const threads = processFamily(pid).flatMap((each) =>
    readdirSync(`/proc/${each}/task`).map((thread) => readFileSync(`/proc/${each}/task/${thread}/schedstat`, "utf8")),
  );
  return { cpuNanoseconds: threads.map(parseSchedstat).reduce((sum, time) => sum + time, 0) };
}

/** Memory of the largest process of a family: the worker, where there is a master beside it. */
export function readMemory(pid: number): Memory {
  const each = processFamily(pid).map((member) =>
    parseSmapsRollup(readFileSync(`/proc/${member}/smaps_rollup`, "utf8")),
  );
  return each.reduce((largest, memory) => (memory.rss > largest.rss ? memory : largest));
}

/** A process and everything that it started, by the kernel's list of children of each thread. */
export function processFamily(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    parseChildren(readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8")),
  );
  return [pid, ...children.flatMap(processFamily)];
}

/**
 * Nanoseconds on a processor from a thread's `schedstat`: the first of three numbers
 * (Documentation/scheduler/sched-stats.rst). `stat` has the same in ticks of 10 ms, too coarse for a round of a second.
 */
export function parseSchedstat(text: string): number {
  const [time = ""] = text.split(" ");
  if (!/^\d+$/.test(time)) throw new Error(`no schedstat: ${JSON.stringify(text)}`);
  return Number(time);
}

/** Process ids in a `children` file (proc(5)). */
export function parseChildren(text: string): number[] {
  return text.split(/\s+/).filter(Boolean).map(Number);
}

/** Rss and Pss of a `smaps_rollup` file (Documentation/ABI/testing/procfs-smaps_rollup). */
export function parseSmapsRollup(text: string): Memory {
  const field = (name: string): number => {
    const [, kib] = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(text) ?? [];
    if (kib === undefined) throw new Error(`no ${name} in smaps_rollup`);
    return Number(kib);
  };
  return { rss: field("Rss"), pss: field("Pss") };
}

/** Processor numbers of a list such as `0-1,4` (the `Cpus_allowed_list` of proc(5)). */
export function parseProcessorList(text: string): number[] {
  return text
    .trim()
    .split(",")
    .filter(Boolean)
    .flatMap((part) => {
      const [first = "", last = first] = part.split("-");
      const count = Number(last) - Number(first) + 1;
      return Array.from({ length: count }, (_, index) => Number(first) + index);
    });
}

/** The processors that this process may run on. */
export function allowedProcessors(): number[] {
  const [, list = ""] = /^Cpus_allowed_list:\s*(.*)$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return parseProcessorList(list);
}
