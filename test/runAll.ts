import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Lane, lanes, oneLane } from "./lanes";
import { fenced, rewriteSection } from "./readmeSections";
import { type Counts, runLane } from "./runLane";

/** Standard output of this program. */
const here = 1;

/**
 * `npm run test:all`: every test, in two lanes beside each other. The first prints as it goes, the second when it has ended, so
 * that their lines do not mix. Where documents are rewritten there is one lane, because both would rewrite the same ones.
 */
async function runAll(rewrites: boolean): Promise<Counts> {
  const [first, ...others]: readonly Lane[] = rewrites ? oneLane : lanes;
  if (first === undefined) throw new Error("no lane");
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-tests-"));
  const file = (lane: Lane, what: string) => join(folder, `${[first, ...others].indexOf(lane)}.${what}`);
  try {
    const beside = others.map(async (lane) => {
      console.error(`beside: ${lane.name}; shown when it has ended`);
      const output = openSync(file(lane, "log"), "w");
      const counts = await runLane(lane, file(lane, "json"), output);
      closeSync(output);
      console.error(`beside: ${lane.name}: ${told(counts)}`);
      return counts;
    });
    const counts = [await runLane(first, file(first, "json"), here)];
    for (const [index, lane] of others.entries()) {
      counts.push((await beside[index]) ?? nothing);
      process.stdout.write(readFileSync(file(lane, "log")));
    }
    return counts.reduce(add, nothing);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };

function add(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** In a form that a script can read. */
function told({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

const rewrites = process.env.UPDATE_GOLDEN === "1";
runAll(rewrites).then((counts) => {
  if (rewrites && counts.failed === 0) rewriteSection("make test", fenced(told(counts)));
  console.log(told(counts));
  process.exitCode = counts.failed === 0 ? 0 : 1;
});
