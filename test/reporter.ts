import Mocha from "mocha";
import { fenced, rewriteSection } from "./readmeSections";

/** Mocha's usual report with one more line at its end, in a form that a script can read: `N passed, N failed`. */
export default class CountingReporter extends Mocha.reporters.Spec {
  override epilogue(): void {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    const skipped = pending > 0 ? `, ${pending} skipped` : "";
    const counted = `${passes} passed, ${failures} failed${skipped}`;
    // Only the whole run, asked for as such, says what `make test` prints.
    const whole = process.env.npm_lifecycle_event === "test:all" && process.env.UPDATE_GOLDEN === "1";
    if (whole && failures === 0) rewriteSection("make test", fenced(counted));
    console.log(counted);
  }
}
