import { judge } from "../../../preview/exitCode";
import type { Observed } from "../../../preview/observed";
import { buildPolicyPack, policyPack } from "../../../preview/policyPack";
import { readReport } from "../../../preview/report";
import type { PreviewAnswer } from "../../../preview/standIns/previewed";
import { assertApart } from "./apart";
import { joined, type Stacks, separated } from "./batch";
import { bare, type Found } from "./found";
import { onEngine, type Previews } from "./onEngine";

/**
 * Judges stacks with Gatehouse's own pack on the real engine, all of them in one run.
 *
 * @throws Error when stacks of the batch touch each other, or when a finding cannot be given to one of them.
 * @returns for both previews what was found in each stack, sorted, with URNs as if the stack were alone.
 */
export async function judgeBatch(stacks: Stacks, previews: PreviewAnswer): Promise<Previews<Record<string, Found[]>>> {
  assertApart(stacks);
  await buildPolicyPack();
  const { first, second } = await onEngine(joined(stacks), { previews, policyPack, read: readFindings });
  return { first: separated(first, stacks), second: separated(second, stacks) };
}

/** The report's findings, which must be all that the engine heard from the pack. */
function readFindings(file: string, { policies, errors }: Observed): Found[] {
  const report = readReport(file);
  if (!report) throw new Error(["the pack wrote no report", ...errors].join("\n"));
  const { unexplained } = judge(policies, report);
  if (unexplained.length > 0) throw new Error(`the report does not explain ${JSON.stringify(unexplained, null, 2)}`);
  return bare(report.findings);
}
