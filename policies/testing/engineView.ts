import type { Declared, ProviderOptions } from "./declared";
import { isFirst, type Mode } from "./modes";
import { inDependencyOrder } from "./order";
import { Program, rootType, rootUrn, urnOf } from "./program";
import { Computed, holdsUnknown, Ref, Secret, unknown } from "./values";

/** A resource as the engine hands it to a policy pack: its inputs when it is analysed, its outputs with the stack. */
export interface PlannedResource {
  urn: string;
  type: string;
  inputs?: Record<string, unknown>;
  outputs: Record<string, unknown>;
  /** URNs behind each top-level property that has any, of reads as well; the SDK leaves those out. */
  dependencies?: Record<string, readonly string[]>;
  /** URNs that no property stands for. */
  dependsOn?: readonly string[];
  parent?: string;
  provider?: { urn: string; type: string; properties: Record<string, unknown> };
  options?: { ignoreChanges?: readonly string[]; aliases?: readonly string[]; protect?: boolean };
}

/** What the engine knows of a declared stack in one mode. */
export class EngineView {
  readonly program: Program;
  private readonly first: boolean;

  constructor(
    declared: readonly Declared[],
    private readonly mode: Mode,
  ) {
    this.program = new Program(declared);
    // A circle of references has no values at all.
    inDependencyOrder(this.program, "declared");
    this.first = isFirst(mode);
  }

  resource(each: Declared): PlannedResource {
    const inputs = this.resolve(each.properties) as Record<string, unknown>;
    const { parent, dependsOn = [], ignoreChanges, aliases, protect, component } = each.options ?? {};
    const options = {
      ...(ignoreChanges === undefined ? {} : { ignoreChanges }),
      ...(aliases === undefined ? {} : { aliases }),
      ...(protect === undefined ? {} : { protect }),
    };
    return {
      urn: this.program.urn(each.name),
      type: each.type,
      inputs,
      outputs: this.outputs(each, inputs),
      dependencies: this.dependencies(each.properties),
      dependsOn: dependsOn.map((name) => this.program.urn(name)),
      parent: parent === undefined ? rootUrn : this.program.urn(parent),
      ...(component ? {} : { provider: providerOf(each) }),
      ...(Object.keys(options).length === 0 ? {} : { options }),
    };
  }

  /** What the provider answers to these inputs, which a remediation may have changed. */
  outputs({ name, options = {} }: Declared, inputs: Record<string, unknown>): Record<string, unknown> {
    const decided = Object.entries(options.outputs ?? {});
    if (options.component) return this.resolve(Object.fromEntries(decided)) as Record<string, unknown>;
    const answered = Object.entries(inputs).filter(([, value]) => this.mode !== "first" || !holdsUnknownInside(value));
    const computed = ["id", "arn", ...decided.map(([property]) => property)];
    return {
      ...Object.fromEntries(answered),
      ...Object.fromEntries(computed.map((property) => [property, this.valueOf(new Ref(name, property))])),
    };
  }

  private resolve(value: unknown): unknown {
    if (value instanceof Ref) return this.valueOf(value);
    if (value instanceof Computed) return this.compute(value);
    if (value instanceof Secret) return new Secret(this.resolve(value.value));
    if (Array.isArray(value)) return value.map((each) => this.resolve(each));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.resolve(each)]));
  }

  private compute({ from, compute }: Computed): unknown {
    const values = from.map((each) => this.valueOf(each));
    const plain = values.map((each) => (each instanceof Secret ? each.value : each));
    const result = plain.some(holdsUnknown) ? unknown : compute(...(plain as never[]));
    return values.some((each) => each instanceof Secret) ? new Secret(result) : result;
  }

  private valueOf({ name, property }: Ref): unknown {
    const of = this.program.find(name);
    const { outputs = {}, external = false, component = false } = of.options ?? {};
    const computed = Object.hasOwn(outputs, property);
    if (component && !computed)
      throw new Error(`component "${name}": it has no output "${property}"; fix: give it in its "outputs".`);
    if (component) return this.resolve(outputs[property]);
    if (!computed && Object.hasOwn(of.properties, property)) {
      const given = this.resolve(of.properties[property]);
      return this.mode === "first" && holdsUnknown(given) ? unknown : given;
    }
    if (this.first && !external) return unknown;
    return computed ? this.resolve(outputs[property]) : literalOf(of, property);
  }

  private dependencies(properties: Record<string, unknown>): Record<string, readonly string[]> {
    return Object.fromEntries(
      Object.entries(properties)
        .map(([key, value]) => [key, this.program.sources(value).map((name) => this.program.urn(name))] as const)
        .filter(([, urns]) => urns.length > 0),
    );
  }
}

/** The resource that the engine makes for the stack itself, parent of all that have none. */
export const root: PlannedResource = {
  urn: rootUrn,
  type: rootType,
  inputs: {},
  outputs: {},
  dependencies: {},
};

/** The providers of the resources, each of which is a resource of the stack as well. */
export function providersOf(resources: readonly PlannedResource[]): PlannedResource[] {
  const byUrn = new Map(
    resources.flatMap(({ provider }) => (provider === undefined ? [] : [[provider.urn, provider]])),
  );
  return [...byUrn.values()].map(({ urn, type, properties }) => ({
    urn,
    type,
    inputs: properties,
    outputs: properties,
    dependencies: {},
    parent: rootUrn,
  }));
}

function providerOf({ type, options }: Declared): NonNullable<PlannedResource["provider"]> {
  const own: ProviderOptions = options?.provider ?? { name: "default", properties: {} };
  const providerType = `pulumi:providers:${type.split(":")[0]}`;
  return { urn: urnOf({ type: providerType, name: own.name }), type: providerType, properties: own.properties };
}

/** A top-level unknown stays what it is; one that is deeper takes its whole property with it. */
function holdsUnknownInside(value: unknown): boolean {
  const plain = value instanceof Secret ? value.value : value;
  return plain !== unknown && holdsUnknown(plain);
}

/** What a provider decides, made up so that it is the same on every run and differs from one resource to the next. */
export function literalOf({ type, name }: Pick<Declared, "type" | "name">, property: string): string {
  if (property !== "arn") return `${property}-${name}`;
  if (type === "aws:ecs/taskDefinition:TaskDefinition")
    return `arn:aws:ecs:eu-west-1:123456789012:task-definition/${name}:1`;
  return `arn:aws:test:eu-west-1:123456789012:${name}`;
}
