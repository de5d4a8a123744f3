import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ExitCode, InvalidInput } from "../../preview/exitCode";
import { commandErrors } from "../../preview/observed";
import { type JudgedPreview, judgeStack } from "../../preview/previewStack";
import { tree } from "../../preview/render/tree";
import { writeReport } from "../../preview/writeReport";
import { folderOf, stack } from "./names";
import { surround } from "./surroundings";

/** What became of one example. */
export type Outcome = { example: string; seconds: number; exitCode: ExitCode } & (
  | { kind: "previewed"; resources: number; ways: string[][]; violations: number; unproven: number }
  | { kind: "failed"; errors: string[] }
);

/** Previews an example as if nothing of it existed, and leaves its report and its picture in out/examples/<name>. */
export async function previewExample(example: string, progress: (line: string) => void): Promise<Outcome> {
  const started = Date.now();
  const state = mkdtempSync(join(tmpdir(), "gatehouse-example-"));
  try {
    const { policyConfig } = await surround(example, state, progress);
    progress(`${example}: previewing`);
    const out = join("out", "examples", example);
    const config = policyConfig === undefined ? {} : { policyConfig };
    const options = { stack, projectDir: folderOf(example), out, state, ...config, progress: () => undefined };
    const judged = await judgeStack(options);
    await writeReport(out, example, judged);
    return { example, seconds: secondsSince(started), ...outcome(judged) };
  } catch (e) {
    const invalid = e instanceof InvalidInput;
    const exitCode = invalid ? ExitCode.InvalidInput : ExitCode.Failed;
    const errors = invalid ? e.problems : commandErrors(e);
    return { example, seconds: secondsSince(started), exitCode, kind: "failed", errors };
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

function outcome({ plan, report, judgement }: JudgedPreview) {
  const proxies = report.containers.filter(({ role }) => role === "proxy");
  return {
    kind: "previewed" as const,
    exitCode: judgement.exitCode,
    resources: tree(plan).length,
    ways: proxies.flatMap(({ ways }) => ways.map(({ hops }) => hops)),
    violations: report.counts.violations,
    unproven: report.counts.unproven + judgement.unexplained.length,
  };
}

function secondsSince(started: number): number {
  return (Date.now() - started) / 1000;
}
