import type { Policies } from "@pulumi/policy";
// What the engine loads is compiled.
import { createPolicies } from "../../policies/dist/pack";
import { PolicyRuntime } from "../../policies/testing";
import { measure, median } from "./measure";
import { manyShops } from "./stacks";

/**
 * What the pack costs in the SDK's own runtime: whole previews and updates (every resource analysed, then the stack),
 * side by side with those of a pack of one empty resource policy and one empty stack policy, which cost what the SDK
 * costs. Run it with `npx tsx bench/policy` after `npm run build`; `--check` ends with 1 where a target is missed.
 */
const emptyPolicies: Policies = [
  { name: "empty-resource", description: "Nothing.", enforcementLevel: "mandatory", validateResource: () => {} },
  { name: "empty-stack", description: "Nothing.", enforcementLevel: "mandatory", validateStack: () => {} },
];

const small = { size: 2000, rounds: 7 };
const large = { size: 20000, rounds: 3 };
const targets = { addedMilliseconds: 150, ratio: 1.5 };

/** Milliseconds of processor time of a whole run: medians of all rounds. The difference is the median of what each round differs by. */
interface Row {
  sdk: number;
  gatehouse: number;
  difference: number;
}

async function row(preview: boolean, { size, rounds }: typeof small): Promise<Row> {
  const around = { isPreview: () => preview, reportFile: () => undefined, today: () => "2027-01-31" };
  const times = await measure(manyShops(size), rounds, {
    sdk: () => new PolicyRuntime(emptyPolicies, { preview }),
    gatehouse: () => new PolicyRuntime(createPolicies(around), { preview }),
  });
  const differences = times.gatehouse.map((each, round) => each - (times.sdk[round] ?? Number.NaN));
  return { sdk: median(times.sdk), gatehouse: median(times.gatehouse), difference: median(differences) };
}

function print(phase: string, { size, rounds }: typeof small, { sdk, gatehouse, difference }: Row): void {
  const each = (milliseconds: number) => ((milliseconds / size) * 1000).toFixed(1);
  const whole = [sdk, gatehouse, difference].map((milliseconds) => milliseconds.toFixed(0));
  console.log(`| ${[phase, size, rounds, ...whole, each(sdk), each(gatehouse), each(difference)].join(" | ")} |`);
}

async function main(): Promise<void> {
  const columns = ["Run", "Resources", "Rounds", "Empty pack, ms", "Gatehouse, ms", "Difference, ms"];
  const each = ["Empty pack", "Gatehouse", "Difference"].map((name) => `${name}, µs a resource`);
  console.log(`| ${[...columns, ...each].join(" | ")} |`);
  console.log(`|---|${"--:|".repeat(columns.length + each.length - 1)}`);
  const missed: string[] = [];
  const verdicts: string[] = [];
  for (const [phase, preview] of [
    ["preview", true],
    ["update", false],
  ] as const) {
    const few = await row(preview, small);
    print(phase, small, few);
    const many = await row(preview, large);
    print(phase, large, many);
    const ratio = (of: (row: Row) => number) => of(many) / of(few) / (large.size / small.size);
    const whole = ratio(({ gatehouse }) => gatehouse);
    verdicts.push(
      `${phase} adds ${few.difference.toFixed(0)} ms at ${small.size} (target ${targets.addedMilliseconds})`,
      `${phase}: time a resource at ${large.size} / at ${small.size} = ${whole.toFixed(2)} (target ${targets.ratio});` +
        ` the pack alone ${ratio(({ difference }) => difference).toFixed(2)}, the SDK alone ${ratio(({ sdk }) => sdk).toFixed(2)}`,
    );
    if (few.difference > targets.addedMilliseconds || whole > targets.ratio) missed.push(phase);
  }
  console.log(`\n${verdicts.join("\n")}`);
  if (missed.length === 0) return;
  console.log(`\nMissed by: ${missed.join(", ")}.`);
  if (process.argv.includes("--check")) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
