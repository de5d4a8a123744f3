import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { onStandIns } from "./engine/onStandIns";
import { type Plan, planPack, publishedPlan, readPlan } from "./engine/plan";
import { InvalidProject } from "./engine/stackFiles";
import { InvalidInput, type Judgement, judge, PreviewFailed } from "./exitCode";
import { commandErrors, Observed } from "./observed";
import { outputs, removeOutputs } from "./outputs";
import { buildPolicyPack, policyPack } from "./policyPack";
import { describeProgramError } from "./programError";
import { type Report, readReport } from "./report";

export interface PreviewOptions {
  stack: string;
  projectDir: string;
  program?: string;
  /** Folder for plan.json and, with policies, report.json. */
  out: string;
  /** Folder of the policy pack that judges the plan and writes the report. @default Gatehouse's own */
  policyPack?: string;
  /** Configuration of the policy pack, by policy. @default the pack's own */
  policyConfig?: Record<string, unknown>;
  /** Folder with the engine's state, where other stacks are that this one refers to. @default none: as if nothing existed */
  state?: string;
  progress: (line: string) => void;
}

export interface Previewed {
  plan: Plan;
  /** What the person should know beside the plan: warnings of the engine and limits of the stand-ins. */
  notes: string[];
}

export interface JudgedPreview extends Previewed {
  report: Report;
  judgement: Judgement;
}

/**
 * Previews the stack as if nothing of it existed, with the policy pack.
 *
 * @throws InvalidInput when the project, its configuration or the program is wrong; PreviewFailed, UnknownToken or
 *   UnusableEngine when the preview could not be made.
 */
export async function judgeStack(options: PreviewOptions): Promise<JudgedPreview> {
  const reportFile = join(resolve(options.out), outputs.report);
  const pack = options.policyPack ?? policyPack;
  const built = pack === policyPack ? buildPolicyPack() : Promise.resolve();
  // Compiled while the engine opens the stack; its failure is reported when that is done.
  built.catch(() => undefined);
  const { observed, ...previewed } = await run(options, [pack], { GATEHOUSE_REPORT: reportFile }, () => built);
  const report = readReport(reportFile);
  if (!report) throw new PreviewFailed(["the policy pack ran but wrote no report", ...observed.errors].join("\n"));
  return { ...previewed, report, judgement: judge(observed.policies, report) };
}

/** Previews the stack as if nothing of it existed, without judging it. */
export async function planStack(options: PreviewOptions): Promise<Previewed> {
  const { plan, notes } = await run(options, [], {}, async () => undefined);
  return { plan, notes };
}

async function run(
  options: PreviewOptions,
  policyPacks: string[],
  environment: Record<string, string>,
  ready: () => Promise<void>,
): Promise<Previewed & { observed: Observed }> {
  removeOutputs(options.out);
  mkdirSync(resolve(options.out), { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), "gatehouse-state-"));
  const planFile = join(scratch, outputs.plan);
  const policyPackConfigs = writeConfigs(scratch, policyPacks.length, options.policyConfig);
  const observed = new Observed();
  const programErrors: unknown[] = [];
  const notes: string[] = [];
  try {
    await onStandIns(
      {
        ...options,
        state: resolve(options.state ?? scratch),
        policyPacks: [...policyPacks, planPack.folder],
        environment: { ...environment, ...planPack.environment(planFile) },
        note: (line) => notes.push(line),
        onProgramError: (e) => programErrors.push(e),
      },
      async (stack) => {
        await ready();
        options.progress("previewing");
        const files = { planFile, projectDir: resolve(options.projectDir), policyPackConfigs };
        await previewOnce(stack, observed, programErrors, files);
      },
    );
    if (!existsSync(planFile)) throw new PreviewFailed("the engine ended without showing its plan");
    const plan = readPlan(planFile);
    writeFileSync(join(resolve(options.out), outputs.plan), publishedPlan(plan));
    return { plan, notes: [...notes, ...observed.warnings], observed };
  } catch (e) {
    throw e instanceof InvalidProject ? new InvalidInput(e.problems) : e;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The engine takes one file for each pack or none at all; the pack that writes the plan is the last, and has nothing to say. */
function writeConfigs(folder: string, packs: number, config: PreviewOptions["policyConfig"]): string[] {
  if (config === undefined) return [];
  return Array.from({ length: packs + 1 }, (_, index) => {
    const file = join(folder, `policies-${index}.json`);
    writeFileSync(file, JSON.stringify(index < packs ? config : {}));
    return file;
  });
}

async function previewOnce(
  stack: Stack,
  observed: Observed,
  programErrors: unknown[],
  { planFile, projectDir, policyPackConfigs }: { planFile: string; projectDir: string; policyPackConfigs: string[] },
): Promise<void> {
  try {
    await stack.preview({ onEvent: observed.hear, policyPackConfigs });
  } catch (e) {
    const invalid = programErrors.flatMap((error) => describeProgramError(error, projectDir));
    if (invalid.length > 0) throw new InvalidInput([...new Set(invalid)]);
    if (!observed.started) throw new InvalidInput(commandErrors(e));
    // A mandatory policy fails the command too. Stacks are analysed, and planned, only when nothing else failed.
    const refused = observed.policies.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
    if (!refused || !existsSync(planFile)) {
      throw new PreviewFailed([...new Set([...observed.errors, ...commandErrors(e)])].join("\n"));
    }
  }
}
