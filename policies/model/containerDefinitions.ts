import { intervalSet, union } from "../values/intervals";
import { noPorts, type PortSet, port } from "../values/ports";
import { classify, integer, items, property, text, truth, type Value } from "../values/value";
import type { Container } from "./nodes";

export type ParsedContainers = { containers: readonly Container[] } | { unreadable: string };

/** More than ECS allows (10 a task, Amazon ECS service quotas), so that a huge list costs nothing. */
const maximumContainers = 100;

/**
 * Reads `containerDefinitions`: JSON text, or the list itself. The provider parses it without regard to the case of
 * keys, so `PortMappings` counts; a key that is given in two spellings leaves the definition unreadable, because which
 * of them wins is the provider's choice.
 */
export function parseContainers(definitions: Value<unknown>): ParsedContainers {
  if (definitions.state === "unknown") return { unreadable: "is not known before the deployment" };
  if (definitions.state === "absent") return { unreadable: "is missing" };
  try {
    const json: unknown = typeof definitions.value === "string" ? JSON.parse(definitions.value) : definitions.value;
    const list = items(classify(lowerCaseKeys(json)));
    if (list.state !== "known" || list.value.length > maximumContainers)
      return { unreadable: "is not a list of containers" };
    const containers = list.value.map(container);
    const named = containers.filter((each) => each !== undefined);
    if (named.length < containers.length) return { unreadable: "has a container whose name is not known" };
    return named.length === 0 ? { unreadable: "has no container" } : { containers: named };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message };
    return { unreadable: "is not JSON that ECS accepts" };
  }
}

/** Thrown with a clause of this module's own words, never with the user's. */
class Unreadable extends Error {}

function lowerCaseKeys(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(lowerCaseKeys);
  if (typeof json !== "object" || json === null) return json;
  const lower: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(json)) {
    const name = key.toLowerCase();
    if (name in lower) throw new Unreadable("gives the same key in two spellings");
    // Below other keys (environment, labels) stand the user's own words.
    lower[name] = name === "portmappings" || name === "dependson" ? lowerCaseKeys(value) : value;
  }
  return lower;
}

function container(definition: Value<unknown>): Container | undefined {
  const name = text(property(definition, "name"));
  if (name.state !== "known") return undefined;
  const essential = truth(property(definition, "essential"));
  const dependsOn = items(property(definition, "dependson"));
  return {
    name: name.value,
    image: text(property(definition, "image")),
    ports: declaredPorts(items(property(definition, "portmappings"))),
    essential: essential.state !== "known" || essential.value,
    dependsOn: dependsOn.state === "known" ? dependsOn.value.flatMap(dependency) : [],
  };
}

function dependency(entry: Value<unknown>): string[] {
  const name = text(property(entry, "containername"));
  return name.state === "known" ? [name.value] : [];
}

const unreadablePort = "has a port mapping that cannot be read";

/** Ports that are declared for tcp. */
function declaredPorts(mappings: Value<Value<unknown>[]>): PortSet {
  if (mappings.state === "absent") return noPorts;
  if (mappings.state === "unknown") throw new Unreadable(unreadablePort);
  return union(...mappings.value.map(mappedPorts));
}

function mappedPorts(mapping: Value<unknown>): PortSet {
  const protocol = text(property(mapping, "protocol"));
  if (protocol.state === "known" && protocol.value.toLowerCase() !== "tcp") return noPorts;
  const single = integer(property(mapping, "containerport"));
  if (single.state === "known") return port(single.value);
  const range = text(property(mapping, "containerportrange"));
  const ends = range.state === "known" ? /^(\d{1,5})-(\d{1,5})$/.exec(range.value) : null;
  if (ends === null) throw new Unreadable(unreadablePort);
  return intervalSet([{ first: BigInt(ends[1] ?? 0), last: BigInt(ends[2] ?? 0) }]);
}
