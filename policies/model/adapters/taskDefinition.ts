import { known, type Properties, text, unknown } from "../../values/value";
import { type ParsedContainers, parseContainers } from "../containerDefinitions";
import type { Model } from "../model";
import type { References } from "../reference";
import { nameOf, type Resource, read } from "../resource";

/** `aws.ecs.TaskDefinition`: which containers share the network interface of a task. */
export function taskDefinition(resource: Resource, _references: References, model: Model): void {
  const mode = text(read(resource, "networkMode"));
  const parsed = parsedContainers(resource);
  model.taskDefinitions.set(resource.urn, {
    key: resource.urn,
    name: nameOf(resource.urn),
    // "bridge" is the default of ECS on Linux.
    networkMode: mode.state === "absent" ? known("bridge") : mode,
    notFollowed: [...sharedWithHost(resource), ...interceptedBy(resource)],
    ...("unreadable" in parsed ? { containers: unknown, ...parsed } : { containers: known(parsed.containers) }),
  });
}

/** An update reads a definition when it comes, again with each service of it, and with the whole stack. */
const parsedBefore = new WeakMap<Properties, ParsedContainers>();

function parsedContainers(resource: Resource): ParsedContainers {
  const properties = resource.inputs ?? resource.outputs;
  const before = parsedBefore.get(properties);
  if (before !== undefined) return before;
  const parsed = parseContainers(read(resource, "containerDefinitions"));
  parsedBefore.set(properties, parsed);
  return parsed;
}

/** With the host's processes or shared memory a task's containers are open to everything else that runs there. */
function sharedWithHost(resource: Resource): string[] {
  return ["pidMode", "ipcMode"].filter((mode) => {
    const value = text(read(resource, mode));
    return value.state === "unknown" || (value.state === "known" && value.value === "host");
  });
}

/** App Mesh's Envoy takes the connections of the ports that its properties do not except, and hands them to the others. */
function interceptedBy(resource: Resource): string[] {
  return read(resource, "proxyConfiguration").state === "absent" ? [] : ["proxyConfiguration"];
}
