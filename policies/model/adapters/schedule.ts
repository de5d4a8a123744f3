import { property, text, type Value } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { addApiCall, addOpeningCall, ecsAction } from "./ecsApiCall";
import { addRunTask } from "./runTask";
import { networkSettings } from "./taskNetwork";

/**
 * `aws.scheduler.Schedule`: a clock that starts tasks, either with settings of its own or as a call of ECS's API (a
 * "universal target", whose request stands in `input`).
 */
export function schedule(resource: Resource, references: References, model: Model): void {
  const target = read(resource, "target");
  const title = `schedule ${nameOf(resource.urn)}`;
  const integration = text(property(target, "arn"));
  const action = ecsAction(integration);
  if (action !== undefined) {
    const request = json(text(property(target, "input")));
    addApiCall(resource, references, model, { action, title, within: "target", path: "target.input", request });
    return;
  }
  addOpeningCall(resource, integration, model);
  const settings = property(target, "ecsParameters");
  if (settings.state === "absent") return;
  addRunTask(resource, references, model, {
    title,
    within: "target",
    path: "target.ecsParameters",
    taskDefinition: property(settings, "taskDefinitionArn"),
    network: networkSettings(property(settings, "networkConfiguration")),
    groupsPath: "networkConfiguration.securityGroups",
    enableExecuteCommand: property(settings, "enableExecuteCommand"),
    cluster: { within: "target", value: property(target, "arn") },
  });
}

function json(input: Value<string>): Value<unknown> {
  if (input.state !== "known") return { state: "unknown" };
  try {
    return { state: "known", value: JSON.parse(input.value) };
  } catch {
    return { state: "unknown" };
  }
}
