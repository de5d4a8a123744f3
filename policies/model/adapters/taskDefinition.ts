import { known, text, unknown } from "../../values/value";
import { parseContainers } from "../containerDefinitions";
import type { Model } from "../model";
import type { References } from "../reference";
import { nameOf, type Resource, read } from "../resource";

/** `aws.ecs.TaskDefinition`: which containers share the network interface of a task. */
export function taskDefinition(resource: Resource, _references: References, model: Model): void {
  const mode = text(read(resource, "networkMode"));
  const definitions = read(resource, "containerDefinitions");
  const parsed = parseContainers(definitions);
  model.taskDefinitions.set(resource.urn, {
    key: resource.urn,
    name: nameOf(resource.urn),
    // "bridge" is the default of ECS on Linux.
    networkMode: mode.state === "absent" ? known("bridge") : mode,
    ...("unreadable" in parsed ? { containers: unknown, ...parsed } : { containers: known(parsed.containers) }),
  });
}
