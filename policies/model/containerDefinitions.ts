import { type Decision, decided, maybe, no, yes } from "../values/decision";
import { intervalSet, union } from "../values/intervals";
import { noPorts, type PortSet, port } from "../values/ports";
import { classify, integer, items, known, property, text, truth, unknown, type Value } from "../values/value";
import { parseDistinctly, RepeatedKey } from "./distinctKeys";
import type { Container, Dependency } from "./nodes";

export type ParsedContainers = { containers: readonly Container[] } | { unreadable: string };

/** More than ECS allows (10 a task, Amazon ECS service quotas), so that a huge list costs nothing. */
const maximumContainers = 100;

/**
 * Reads `containerDefinitions`: JSON text, or the list itself. The provider parses it without regard to the case of
 * keys, so `PortMappings` counts; a key that is given twice, or in two spellings, leaves the definition unreadable,
 * because which of them wins is the provider's choice.
 */
export function parseContainers(definitions: Value<unknown>): ParsedContainers {
  if (definitions.state === "unknown") return { unreadable: "is not known before the deployment" };
  if (definitions.state === "absent") return { unreadable: "is missing" };
  try {
    const json: unknown =
      typeof definitions.value === "string" ? parseDistinctly(definitions.value) : definitions.value;
    const list = items(classify(lowerCaseKeys(json)));
    if (list.state !== "known" || list.value.length > maximumContainers)
      return { unreadable: "is not a list of containers" };
    const containers = list.value.map(container);
    const named = containers.filter((each) => each !== undefined);
    if (named.length < containers.length) return { unreadable: "has a container whose name is not known" };
    return named.length === 0 ? { unreadable: "has no container" } : { containers: named };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message };
    if (error instanceof RepeatedKey) return { unreadable: "gives the same key twice" };
    return { unreadable: "is not JSON that ECS accepts" };
  }
}

/** Thrown with a clause of this module's own words, never with the user's. */
class Unreadable extends Error {}

/** The keys below which ECS has keys of its own; below others (environment, labels) stand the user's words. */
const nested = new Set(["portmappings", "dependson", "healthcheck"]);

function lowerCaseKeys(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(lowerCaseKeys);
  if (typeof json !== "object" || json === null) return json;
  const lower: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(json)) {
    const name = folded(key);
    if (name in lower) throw new Unreadable("gives the same key in two spellings");
    lower[name] = nested.has(name) ? lowerCaseKeys(value) : value;
  }
  return lower;
}

/** Lower case as Go's encoding/json, which the provider uses, folds letters: it also takes the long s for an s. */
const folded = (key: string): string => key.toLowerCase().replaceAll("\u017f", "s");

function container(definition: Value<unknown>): Container | undefined {
  const name = text(property(definition, "name"));
  if (name.state !== "known") return undefined;
  return {
    name: name.value,
    image: text(property(definition, "image")),
    ...portsOf(items(property(definition, "portmappings"))),
    essential: essential(truth(property(definition, "essential"))),
    dependsOn: dependencies(items(property(definition, "dependson"))),
    hasHealthCheck: healthCheck(property(definition, "healthcheck")),
    isLogRouter: property(definition, "firelensconfiguration").state === "known",
  };
}

/** A container is essential unless it says otherwise (ECS `ContainerDefinition`, "essential"). */
function essential(given: Value<boolean>): Decision {
  if (given.state === "unknown") return maybe;
  return decided(given.state === "absent" || given.value);
}

/** A health check of the command NONE is none (ECS `HealthCheck`). */
function healthCheck(given: Value<unknown>): Decision {
  if (given.state !== "known") return given.state === "absent" ? no : maybe;
  const command = items(property(given, "command"));
  if (command.state !== "known") return command.state === "absent" ? no : maybe;
  const first = text(command.value[0] ?? { state: "absent" });
  if (first.state !== "known") return first.state === "absent" ? no : maybe;
  return first.value === "NONE" ? no : yes;
}

function dependencies(list: Value<Value<unknown>[]>): Value<readonly Dependency[]> {
  if (list.state === "unknown") return unknown;
  const read = list.state === "known" ? list.value.map(dependency) : [];
  const complete = read.filter((each) => each !== undefined);
  return complete.length === read.length ? known(complete) : unknown;
}

function dependency(entry: Value<unknown>): Dependency | undefined {
  const name = text(property(entry, "containername"));
  const condition = text(property(entry, "condition"));
  if (name.state !== "known" || condition.state !== "known") return undefined;
  return { container: name.value, condition: condition.value.toUpperCase() };
}

type Ports = Pick<Container, "ports" | "portNames" | "hostPorts" | "dynamicHostPort">;

const unreadablePort = "has a port mapping that cannot be read";

/** Ports that are declared for tcp, with the names and the host's ports that they go by. */
function portsOf(mappings: Value<Value<unknown>[]>): Ports {
  if (mappings.state === "unknown") throw new Unreadable(unreadablePort);
  const read = mappings.state === "known" ? mappings.value.map(portMapping) : [];
  const names = new Map<string, PortSet>();
  for (const { name, ports } of read) {
    if (name !== undefined) names.set(name, union(names.get(name) ?? noPorts, ports));
  }
  return {
    ports: union(...read.map(({ ports }) => ports)),
    portNames: names,
    hostPorts: union(...read.map(({ hostPorts }) => hostPorts)),
    dynamicHostPort: read.some(({ dynamic }) => dynamic),
  };
}

interface PortMapping {
  name: string | undefined;
  ports: PortSet;
  hostPorts: PortSet;
  dynamic: boolean;
}

function portMapping(mapping: Value<unknown>): PortMapping {
  const protocol = text(property(mapping, "protocol"));
  const name = text(property(mapping, "name"));
  if (protocol.state === "unknown" || name.state === "unknown") throw new Unreadable(unreadablePort);
  const named = name.state === "known" ? name.value : undefined;
  if (protocol.state === "known" && protocol.value.toLowerCase() !== "tcp") {
    return { name: named, ports: noPorts, hostPorts: noPorts, dynamic: false };
  }
  const host = integer(property(mapping, "hostport"));
  if (host.state === "unknown") throw new Unreadable(unreadablePort);
  const ports = containerPorts(mapping);
  // No host port, or 0, lets ECS pick one (ECS `PortMapping`, "hostPort").
  const dynamic = host.state === "absent" || host.value === 0;
  return { name: named, ports, hostPorts: dynamic ? noPorts : port(host.value), dynamic };
}

function containerPorts(mapping: Value<unknown>): PortSet {
  const single = integer(property(mapping, "containerport"));
  const range = text(property(mapping, "containerportrange"));
  if (single.state === "known" && range.state === "absent") return between(single.value, single.value);
  const ends = range.state === "known" ? /^(\d{1,5})-(\d{1,5})$/.exec(range.value) : null;
  // ECS takes either the port or the range; both, or neither, it refuses.
  if (ends === null || single.state !== "absent") throw new Unreadable(unreadablePort);
  return between(Number(ends[1]), Number(ends[2]));
}

function between(first: number, last: number): PortSet {
  if (first < 1 || last > 65535 || first > last) throw new Unreadable(unreadablePort);
  return intervalSet([{ first: BigInt(first), last: BigInt(last) }]);
}
