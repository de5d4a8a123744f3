import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import type { Declared } from "../../../policies/testing/declared";
import { settings } from "../../../policies/testing/program";
import { onStandIns, type StandInOptions } from "../../../preview/engine/onStandIns";
import { Observed } from "../../../preview/observed";
import type { PreviewAnswer } from "../../../preview/standIns/previewed";
import { anyProvider } from "./anyProvider";
import { decidedIn } from "./decided";
import { StackProgram } from "./program";

/** The preview before anything exists, and the one when everything does. */
export interface Previews<T> {
  first: T;
  second: T;
}

export interface EngineOptions<T> {
  /** What the providers say in a preview. */
  previews: PreviewAnswer;
  /** Folder of the pack that runs in both previews, and that writes to the file that GATEHOUSE_REPORT names. */
  policyPack: string;
  /** Reads what the pack wrote in a preview, of which the engine told what is observed. */
  read(file: string, observed: Observed): T;
}

/**
 * Previews a declared stack on the real engine, makes it, without the pack, which may forbid that, and previews it again.
 *
 * @example const { first } = await onEngine(shop(), { previews: "inputs", policyPack, read: readReport });
 */
export async function onEngine<T>(declared: readonly Declared[], options: EngineOptions<T>): Promise<Previews<T>> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-engine-"));
  const file = join(folder, "report.json");
  // URNs are those of the tests without an engine.
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${settings.project}\nruntime: nodejs\n`);
  writeFileSync(join(folder, `Pulumi.${settings.stack}.yaml`), "config:\n  aws:region: eu-west-1\n");
  const errors: unknown[] = [];
  const engine: StandInOptions = {
    stack: settings.stack,
    projectDir: folder,
    program: () => new StackProgram(declared).run(),
    policyPacks: [options.policyPack],
    environment: { GATEHOUSE_REPORT: file },
    standIns: providersOf(declared),
    previews: options.previews,
    progress: () => undefined,
    onProgramError: (e) => errors.push(e),
  };
  try {
    return await onStandIns(engine, async (stack) => {
      const first = await preview(stack, file, options);
      await stack.up({ policyPacks: [] });
      return { first, second: await preview(stack, file, options) };
    });
  } catch (e) {
    throw errors[0] ?? e;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function providersOf(declared: readonly Declared[]) {
  const decided = decidedIn(declared);
  const packages = new Set(declared.map(({ type }) => type.slice(0, type.indexOf(":"))));
  return [...packages].sort().map((name) => anyProvider(name, decided));
}

/** A preview fails when the pack objects; it is of use as long as the pack came to its end. */
async function preview<T>(stack: Stack, file: string, { read }: EngineOptions<T>): Promise<T> {
  rmSync(file, { force: true });
  const observed = new Observed();
  try {
    await stack.preview({ onEvent: observed.hear });
  } catch (e) {
    if (!existsSync(file)) throw e;
  }
  return read(file, observed);
}
