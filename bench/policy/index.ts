import type { Policies } from "@pulumi/policy";
import { createPolicies } from "../../policies/pack";
import { PolicyRuntime } from "../../test/policies/runtime";
import { manyShops } from "./stacks";

/**
 * What the pack costs, in the SDK's own runtime: medians of whole previews (every resource analysed, then the stack)
 * against a pack of one empty resource policy and one empty stack policy, so that the difference is this pack's own.
 * Run it with `npx tsx bench/policy`.
 */
const empty: Policies = [
  { name: "empty-resource", description: "Nothing.", enforcementLevel: "mandatory", validateResource: () => {} },
  { name: "empty-stack", description: "Nothing.", enforcementLevel: "mandatory", validateStack: () => {} },
];
const gatehouse = () => createPolicies({ isPreview: () => true, reportFile: () => undefined });
const updating = () => createPolicies({ isPreview: () => false, reportFile: () => undefined });

const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function milliseconds(
  runs: number,
  size: number,
  make: () => Policies,
): Promise<{ analyze: number; stack: number }> {
  const resources = manyShops(size);
  const analyze: number[] = [];
  const stack: number[] = [];
  for (let run = 0; run < runs; run++) {
    const runtime = new PolicyRuntime(make());
    const start = performance.now();
    for (const resource of resources) {
      const told = await runtime.analyze(resource);
      if (told.length > 0) throw new Error(`the stack is not in order: ${told[0]?.message}`);
    }
    const middle = performance.now();
    const told = await runtime.analyzeStack(resources);
    if (told.length > 0) throw new Error(`the stack is not in order: ${told[0]?.message}`);
    analyze.push(middle - start);
    stack.push(performance.now() - middle);
  }
  return { analyze: median(analyze), stack: median(stack) };
}

async function main(): Promise<void> {
  await milliseconds(1, 200, gatehouse);
  const cases = [
    ["empty pack, preview", 2000, 5, () => empty],
    ["gatehouse, preview", 2000, 5, gatehouse],
    ["gatehouse, update", 2000, 3, updating],
    ["gatehouse, preview", 20000, 3, gatehouse],
    ["gatehouse, update", 20000, 1, updating],
  ] as const;
  console.log("| Pack | Resources | Runs | Analyze, ms | AnalyzeStack, ms | together, µs a resource |");
  console.log("|---|--:|--:|--:|--:|--:|");
  for (const [name, size, runs, make] of cases) {
    const { analyze, stack } = await milliseconds(runs, size, make);
    const each = ((analyze + stack) / size) * 1000;
    console.log(`| ${name} | ${size} | ${runs} | ${analyze.toFixed(0)} | ${stack.toFixed(0)} | ${each.toFixed(0)} |`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
