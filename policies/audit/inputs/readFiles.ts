import { readFileSync } from "node:fs";
import type { Snapshot } from "../snapshot";
import { codeOf, standardInput } from "./find";
import { readSnapshot } from "./readSnapshot";
import { Unreadable } from "./unreadable";

export interface Read {
  snapshots: Snapshot[];
  /** One line for each file that could not be read; the others are audited all the same. */
  problems: string[];
}

/** Reads one file after the other, so that only what the model needs of each stays in memory. */
export function readFiles(files: readonly string[], progress: (line: string) => void): Read {
  const read: Read = { snapshots: [], problems: [] };
  const fileOf = new Map<string, string>();
  files.forEach((file, index) => {
    progress(`reading ${index + 1} of ${files.length}: ${file}`);
    try {
      const snapshot = readSnapshot(decoded(readFileSync(file === standardInput ? 0 : file)), file);
      const twice = snapshot.stacks.find((stack) => fileOf.has(stack));
      if (twice !== undefined) {
        throw new Unreadable(
          `shows stack ${twice}, which ${fileOf.get(twice)} shows too`,
          "give the newer of the two only",
        );
      }
      for (const stack of snapshot.stacks) fileOf.set(stack, file);
      read.snapshots.push(snapshot);
    } catch (error) {
      const reason =
        error instanceof Unreadable ? error.message : `cannot be read (${codeOf(error)}); fix: export it again`;
      read.problems.push(`${file}: ${reason}`);
    }
  });
  return read;
}

/** UTF-8, or UTF-16 where a byte order mark says so: that is what `>` writes in Windows PowerShell. */
function decoded(bytes: Buffer): string {
  const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString("utf16le") : bytes.toString("utf8");
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
