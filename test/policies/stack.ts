import type { Resource } from "../../policies/model/resource";
import { unknownSentinels } from "../../policies/values/value";

/**
 * A stack for policy tests: resources as a program declares them, then as the engine shows them.
 * "first" is the preview before anything exists: ids are unknown, dependencies tell where they come from, and the outputs
 * lack every property that holds an unknown, as those of bridged providers do. "second" is everything known.
 */
export type Mode = "first" | "second";
export const modes: readonly Mode[] = ["first", "second"];

export interface Declared {
  type: string;
  name: string;
  properties: Record<string, unknown>;
}

/** A property of another resource, as a program writes `group.id`. */
export class Ref {
  constructor(
    readonly name: string,
    readonly property: "id" | "arn",
  ) {}
}

export const id = (name: string): Ref => new Ref(name, "id");
export const arn = (name: string): Ref => new Ref(name, "arn");

/** A value that nothing in the stack explains. */
export const notKnown: string = [...unknownSentinels][2] as string;

export const urnOf = ({ type, name }: Pick<Declared, "type" | "name">): string =>
  `urn:pulumi:test::shop::${type}::${name}`;

export function literalOf({ name, property }: Ref, declared: readonly Declared[]): string {
  const type = declared.find((each) => each.name === name)?.type ?? "unknown";
  if (property === "id") return `id-${name}`;
  if (type === "aws:ecs/taskDefinition:TaskDefinition")
    return `arn:aws:ecs:eu-west-1:123456789012:task-definition/${name}:1`;
  return `arn:aws:test:eu-west-1:123456789012:${name}`;
}

export function asSeen(declared: readonly Declared[], mode: Mode): Resource[] {
  return declared.map((each) => {
    const inputs = resolve(each.properties, declared, mode) as Record<string, unknown>;
    const own = { id: new Ref(each.name, "id"), arn: new Ref(each.name, "arn") };
    const identity = resolve(own, declared, mode) as Record<string, unknown>;
    const kept = Object.entries(inputs).filter(([, value]) => mode === "second" || !holdsUnknown(value));
    return {
      urn: urnOf(each),
      type: each.type,
      inputs,
      outputs: { ...Object.fromEntries(kept), ...identity },
      dependencies: dependencies(each.properties, declared),
    };
  });
}

function resolve(value: unknown, declared: readonly Declared[], mode: Mode): unknown {
  if (value instanceof Ref) return mode === "first" ? notKnown : literalOf(value, declared);
  if (Array.isArray(value)) return value.map((each) => resolve(each, declared, mode));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each, declared, mode)]));
}

export function holdsUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsUnknown);
  if (typeof value === "object" && value !== null) return Object.values(value).some(holdsUnknown);
  return unknownSentinels.has(value);
}

function dependencies(properties: Record<string, unknown>, declared: readonly Declared[]): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key,
      [...new Set(refsIn(value))].flatMap((name) => declared.filter((each) => each.name === name).map(urnOf)),
    ]),
  );
}

function refsIn(value: unknown): string[] {
  if (value instanceof Ref) return [value.name];
  if (Array.isArray(value)) return value.flatMap(refsIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(refsIn) : [];
}
