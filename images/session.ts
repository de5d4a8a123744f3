import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a run makes on the way, and how it is taken back: last made, first removed. */
export class Session {
  /** Folder for everything that is gone after the run. */
  readonly scratch = mkdtempSync(join(tmpdir(), "gatehouse-images-"));
  private readonly undo: (() => Promise<void> | void)[] = [
    () => rmSync(this.scratch, { recursive: true, force: true }),
  ];
  private readonly startedAt = Date.now();

  constructor(private readonly print: (line: string) => void) {}

  /** Says what is being done or waited for, with the seconds since the beginning. */
  readonly progress = (line: string): void => {
    const seconds = ((Date.now() - this.startedAt) / 1000).toFixed(0).padStart(3);
    this.print(`images ${seconds} s: ${line}`);
  };

  /** Registers how something that was just made is removed. */
  atEnd(remove: () => Promise<void> | void): void {
    this.undo.push(remove);
  }

  /** Removes everything; what fails is said, and does not keep the rest. */
  async close(): Promise<void> {
    for (const remove of this.undo.splice(0).reverse()) {
      try {
        await remove();
      } catch (error) {
        this.progress(`left behind: ${(error as Error).message}`);
      }
    }
  }
}
