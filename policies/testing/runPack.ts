import type { Policies } from "@pulumi/policy";
import type { PackConfiguration } from "./configuration";
import type { Declared } from "./declared";
import type { Diagnostic, Level, Remediation } from "./diagnostic";
import { EngineView, type PlannedResource, providersOf, root } from "./engineView";
import type { Mode } from "./modes";
import { inDependencyOrder, inOrder, type Order } from "./order";
import type { Pack } from "./pack";
import { PolicyRuntime } from "./policyRuntime";
import { rootUrn } from "./program";
import { holdsUnknown } from "./values";

type Properties = Record<string, unknown>;

export interface RunOptions {
  /** What of the stack exists, and how its providers answer. @default "first" */
  mode?: Mode;
  /** The order of the resources, or the seed of a random one that respects their dependencies. @default "declared" */
  order?: Order;
  /** The level of the pack itself, which policies without one have; a started pack has its own. @default "advisory" */
  level?: Level;
  /** The user's configuration of the pack, by policy. @default the defaults of the policies' schemas */
  config?: PackConfiguration;
  /** The tags of the stack, as policies see them. @default none */
  stackTags?: Record<string, string>;
}

/** A diagnostic as the engine shows it: with the phase that it comes from, always on a resource of the stack. */
export interface PackDiagnostic extends Diagnostic {
  phase: "resource" | "stack";
}

export interface PackRun {
  diagnostics: PackDiagnostic[];
  remediations: Remediation[];
  /** URN of the resource whose mandatory violation ended an update before that resource was made. */
  stoppedAt?: string;
}

/**
 * Runs policies, or a pack that {@link startPack} started, over a stack as the engine does: it configures them, hands them
 * each resource's inputs (to change, then to judge), and at the end all outputs.
 *
 * @example
 * const { diagnostics } = await runPack(policies, stack, { mode: "first", order: 7 });
 * assert.deepEqual(diagnostics.map(({ policy, level }) => `${policy} ${level}`), ["no-open-ssh mandatory"]);
 * @throws Error for a stack that no program could declare, and for a policy that throws: the engine fails there too.
 */
export async function runPack(
  pack: Policies | Pack,
  stack: readonly Declared[],
  options: RunOptions = {},
): Promise<PackRun> {
  const { mode = "first", order = "declared", config = {}, stackTags = {} } = options;
  const running = packOf(pack, options, mode);
  const resources = registered(stack, mode, order);
  await running.configure(config, stackTags);

  const run: PackRun = { diagnostics: [], remediations: [] };
  const made: PlannedResource[] = [];
  for (const { planned, answer } of resources) {
    const inputs = await analyzed(running, planned, run);
    if (mode === "update" && run.diagnostics.some(({ level }) => level === "mandatory"))
      return { ...run, stoppedAt: planned.urn };
    made.push(inputs === undefined ? planned : { ...planned, inputs, outputs: answer(inputs) });
  }

  const urns = new Set(made.map(({ urn }) => urn));
  for (const told of await running.analyzeStack(inOrder(made, order, ({ urn }) => urn))) {
    run.diagnostics.push({ ...told, phase: "stack", urn: urns.has(told.urn) ? told.urn : rootUrn });
  }
  return run;
}

function packOf(pack: Policies | Pack, { level }: RunOptions, mode: Mode): Pack {
  const preview = mode !== "update";
  if (Array.isArray(pack)) return new PolicyRuntime(pack, { level: level ?? "advisory", preview });
  if (level !== undefined)
    throw new Error(
      'runPack: given level for a pack that runs already; fix: set levels by config, all of them by "all".',
    );
  if (pack.preview !== preview)
    throw new Error(
      `runPack: given mode "${mode}", but the pack was started with preview: ${pack.preview}; fix: start it with preview: ${preview}.`,
    );
  return pack;
}

interface Registered {
  planned: PlannedResource;
  /** What the provider answers to inputs that a remediation has changed. */
  answer: (inputs: Properties) => Properties;
}

/** Everything that the engine shows to a pack: the stack itself, its providers, its resources. */
function registered(stack: readonly Declared[], mode: Mode, order: Order): Registered[] {
  const view = new EngineView(stack, mode);
  const declared = inDependencyOrder(view.program, order).filter(({ options }) => !options?.external);
  const resources = declared.map((each) => ({
    planned: view.resource(each),
    answer: (inputs: Properties) => view.outputs(each, inputs),
  }));
  const planned = resources.map((each) => each.planned);
  if (mode === "update") refuseUnknown(planned);
  const echoes = [root, ...providersOf(planned)].map((each) => ({
    planned: each,
    answer: (inputs: Properties) => inputs,
  }));
  return [...echoes, ...resources];
}

/** An update resolves every value before it shows the resource. */
function refuseUnknown(resources: readonly PlannedResource[]): void {
  for (const { urn, inputs = {} } of resources) {
    const property = Object.keys(inputs).find((key) => holdsUnknown(inputs[key]));
    if (property !== undefined)
      throw new Error(
        `runPack: ${urn} has an unknown "${property}" in mode "update", where the engine has none; fix: give it a value.`,
      );
  }
}

/** Lets the pack change a resource's inputs, then judge them; returns the inputs when they were changed. */
async function analyzed(pack: Pack, resource: PlannedResource, run: PackRun): Promise<Properties | undefined> {
  let changed: Properties | undefined;
  for (const remediation of await pack.remediate(resource)) {
    const { policy, urn, message, properties } = remediation;
    // The engine shows a remediation that could not be made as an advisory violation.
    if (message !== undefined) run.diagnostics.push({ policy, level: "advisory", message, urn, phase: "resource" });
    else run.remediations.push(remediation);
    changed = properties ?? changed;
  }
  const judged = changed === undefined ? resource : { ...resource, inputs: changed };
  for (const told of await pack.analyze(judged))
    run.diagnostics.push({ ...told, urn: resource.urn, phase: "resource" });
  return changed;
}
