import { classify, known, property, text, type Value } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { addApiCall, addOpeningCall, ecsAction } from "./ecsApiCall";

const opens = "a task definition to be run with its own network settings";

/** `aws.sfn.StateMachine`: its definition is text; the states that call ECS start tasks. */
export function stateMachine(resource: Resource, references: References, model: Model): void {
  const definition = text(read(resource, "definition"));
  if (definition.state === "absent") return;
  const states = definition.state === "known" ? statesOf(definition.value) : undefined;
  if (states === undefined) {
    // A text that cannot be read, but never names ECS, runs no task.
    if (definition.state === "known" && !/ecs/i.test(definition.value)) return;
    model.opaque.push({ urn: resource.urn, type: resource.type, opens, workload: false });
    return;
  }
  for (const { path, state } of states) {
    const integration = text(property(state, "Resource"));
    const action = ecsAction(integration);
    if (action === undefined) {
      addOpeningCall(resource, integration, model);
      continue;
    }
    const title = `state machine ${nameOf(resource.urn)}`;
    const call = { action, title, within: "definition", path, request: requestOf(state) };
    addApiCall(resource, references, model, { ...call, oneOfSeveral: true });
  }
}

interface State {
  /** "definition.States.Run". */
  path: string;
  state: Value<unknown>;
}

/** All states, those of branches and iterations as well; undefined for a text that is no definition. */
function statesOf(definition: string): State[] | undefined {
  try {
    return statesIn(JSON.parse(definition), "definition");
  } catch {
    return undefined;
  }
}

function statesIn(json: unknown, path: string): State[] {
  if (typeof json !== "object" || json === null) return [];
  const itself = Array.isArray(json) || !Object.hasOwn(json, "Resource") ? [] : [{ path, state: classify(json) }];
  return [...itself, ...Object.entries(json).flatMap(([key, value]) => statesIn(value, `${path}.${key}`))];
}

/** What a state hands to the API: unknown when it is its own input, or made by an expression. */
function requestOf(state: Value<unknown>): Value<unknown> {
  const given = ["Parameters", "Arguments"].map((key) => property(state, key)).find((each) => each.state === "known");
  return given?.state === "known" && typeof given.value === "object" ? known(given.value) : { state: "unknown" };
}
