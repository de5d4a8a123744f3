import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** How a wait for the lock is told. */
interface Wait {
  progress: (line: string) => void;
  /** What whoever holds the lock does: "runs apt-get". */
  what: string;
}

/**
 * Runs `work` while this process holds the lock file; another process that wants it waits.
 * A lock whose process is gone is taken over: the file holds the number of the process.
 */
export async function holdingLock<T>(file: string, { progress, what }: Wait, work: () => Promise<T>): Promise<T> {
  let waited = 0;
  while (!take(file)) {
    const holder = holderOf(file);
    if (holder > 0 && !isAlive(holder)) {
      rmSync(file, { force: true });
      continue;
    }
    if (waited % 15 === 0) progress(`waiting for process ${holder}, which ${what}: ${waited} s`);
    await pause(1000);
    waited += 1;
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw e;
  }
}

/** 0 while the holder has not written its number yet, or has just let go. */
function holderOf(file: string): number {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw e;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === "EPERM";
  }
}
