import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** What nginx's workers hold, in bytes. */
export interface Usage {
  /** Proportional set size of all workers together (Linux: smaps_rollup). */
  memory: number;
  /** Files that nginx has open below its prefix and has already unlinked: bodies that outgrow its buffers. */
  temporary: number;
}

/** The workers of a master process. */
export function workersOf(master: number): number[] {
  const children = readFileSync(`/proc/${master}/task/${master}/children`, "utf8");
  return children.split(" ").filter(Boolean).map(Number);
}

/** What the workers hold now. */
export function usageOf(master: number): Usage {
  const workers = workersOf(master);
  return { memory: sum(workers.map(memoryOf)), temporary: sum(workers.map(temporaryOf)) };
}

/** The most that they hold, of each, while `run` runs; looked at every 10 ms. */
export async function peakDuring(master: number, run: () => Promise<unknown>): Promise<Usage> {
  const peak = usageOf(master);
  let running = true;
  const looks = (async () => {
    while (running) {
      const now = usageOf(master);
      peak.memory = Math.max(peak.memory, now.memory);
      peak.temporary = Math.max(peak.temporary, now.temporary);
      await sleep(10);
    }
  })();
  try {
    await run();
  } finally {
    running = false;
  }
  await looks;
  return peak;
}

function memoryOf(worker: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${worker}/smaps_rollup`, "utf8"))?.[1];
  if (kilobytes === undefined) throw new Error(`the kernel does not tell the memory of process ${worker}`);
  return Number(kilobytes) * 1024;
}

function temporaryOf(worker: number): number {
  const folder = `/proc/${worker}/fd`;
  return sum(readdirSync(folder).map((fd) => deletedSize(`${folder}/${fd}`)));
}

/** A descriptor can be closed between the listing and the look at it. */
function deletedSize(descriptor: string): number {
  try {
    return readlinkSync(descriptor).endsWith(" (deleted)") ? statSync(descriptor).size : 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
