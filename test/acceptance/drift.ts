import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";

/** A resource as the engine's state has it. */
export interface StateResource {
  urn: string;
  type: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** What the state of a stack holds. */
export async function resourcesOf(stack: Stack): Promise<StateResource[]> {
  const { deployment } = await stack.exportStack();
  return deployment.resources;
}

/**
 * Changes all resources of a type in the state, inputs and outputs, as a refresh does after somebody else changed them in AWS.
 * Says how many there are.
 */
export async function drifted(
  stack: Stack,
  type: string,
  change: (inputs: Record<string, unknown>) => object,
): Promise<number> {
  const exported = await stack.exportStack();
  const found = (exported.deployment.resources as StateResource[]).filter((each) => each.type === type);
  for (const each of found) {
    const changed = change(each.inputs);
    Object.assign(each.outputs, changed);
    Object.assign(each.inputs, changed);
  }
  await stack.importStack(exported);
  return found.length;
}

/** What ECS makes of a rule with two target groups: the requests have moved to the other one. */
export function moved({ actions }: Record<string, unknown>): object {
  const [action] = actions as { forward: { targetGroups: { weight: number }[] } }[];
  const targetGroups = action?.forward.targetGroups.map((group) => ({ ...group, weight: 100 - group.weight }));
  return { actions: [{ type: "forward", forward: { targetGroups } }] };
}

/** Names of the resources of a type that an update would replace, by the events of its previews. */
export function replaced(events: readonly EngineEvent[], type: string): string[] {
  const names = events.flatMap(({ resourcePreEvent }) => {
    const { op, urn = "", type: of } = resourcePreEvent?.metadata ?? {};
    return op === "replace" && of === type ? [urn.split("::").at(-1) ?? ""] : [];
  });
  return [...new Set(names)].sort();
}
