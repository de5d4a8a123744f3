import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import type { Counts } from "./runLane";

/**
 * Mocha's usual report with one more line at its end, in a form that a script can read: `N passed, N failed`. Where it is a
 * part of a whole run the counts go to the file that GATEHOUSE_COUNTS names, and the whole run says the line.
 */
export default class CountingReporter extends Mocha.reporters.Spec {
  override epilogue(): void {
    super.epilogue();
    const { passes: passed, failures: failed, pending: skipped } = this.stats;
    const counts: Counts = { passed, failed, skipped };
    if (process.env.GATEHOUSE_COUNTS) writeFileSync(process.env.GATEHOUSE_COUNTS, JSON.stringify(counts));
    else console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  }
}
