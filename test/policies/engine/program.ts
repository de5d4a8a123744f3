import * as pulumi from "@pulumi/pulumi";
import type { Declared, ProviderOptions } from "../../../policies/testing/declared";
import { Program } from "../../../policies/testing/program";
import { Computed, Ref, Secret, unknown } from "../../../policies/testing/values";
import { referredTo, replaced } from "./references";

/** What takes the place of a value that no preview knows, once the stack is made. */
export const knownAtLast = "known at last";

/** The program that declares a stack of the tests with the SDK, each resource after those that it refers to. */
export class StackProgram {
  private readonly program: Program;
  private readonly used: Map<string, Set<string>>;
  private readonly made = new Map<string, pulumi.Resource>();
  private readonly providers = new Map<string, pulumi.ProviderResource>();
  /** Names on the way from one resource to what it needs. */
  private readonly underWay: string[] = [];

  constructor(declared: readonly Declared[]) {
    this.program = new Program(declared);
    this.used = referredTo(declared);
  }

  run(): void {
    withoutStackTraces(() => this.declare());
  }

  private declare(): void {
    for (const { name } of this.program.declared) this.find(name);
    // What a component gives out comes from its children, which need the component first.
    for (const { name, options } of this.program.declared) {
      const component = this.made.get(name);
      if (component instanceof Component) component.close(this.value(options?.outputs ?? {}) as pulumi.Inputs);
    }
  }

  private find(name: string): pulumi.Resource {
    const existing = this.made.get(name);
    if (existing) return existing;
    if (this.underWay.includes(name)) {
      const circle = [...this.underWay, name].join(" → ");
      throw new Error(`resource "${name}" needs itself (${circle}); legal: no circle; fix: drop one reference.`);
    }
    this.underWay.push(name);
    const made = this.make(this.program.find(name));
    this.underWay.pop();
    this.made.set(name, made);
    return made;
  }

  private make(declared: Declared): pulumi.Resource {
    const { type, name, properties, options } = declared;
    const inputs = this.value(properties) as pulumi.Inputs;
    const own = this.options(declared);
    if (options?.component) return new Component(type, name, inputs, own);
    // The SDK makes outputs of the properties that a resource is given, also of those without a value.
    const outputs = Object.fromEntries([...(this.used.get(name) ?? [])].map((property) => [property, undefined]));
    return new Custom(type, name, { ...outputs, ...inputs }, own);
  }

  private options({ type, name, options = {} }: Declared): pulumi.CustomResourceOptions {
    const { parent, provider, dependsOn, ignoreChanges, aliases, protect, external, outputs } = options;
    return {
      ...(parent === undefined ? {} : { parent: this.find(parent) }),
      ...(provider === undefined ? {} : { provider: this.provider(type, provider) }),
      ...(dependsOn === undefined ? {} : { dependsOn: dependsOn.map((each) => this.find(each)) }),
      ...(ignoreChanges === undefined ? {} : { ignoreChanges: [...ignoreChanges] }),
      ...(aliases === undefined ? {} : { aliases: [...aliases] }),
      ...(protect === undefined ? {} : { protect }),
      ...(external ? { id: String(outputs?.id ?? `id-${name}`) } : {}),
    };
  }

  private provider(type: string, { name, properties }: ProviderOptions): pulumi.ProviderResource {
    const [pkg = ""] = type.split(":");
    const key = `${pkg} ${name}`;
    const provider = this.providers.get(key) ?? new Provider(pkg, name, this.value(properties) as pulumi.Inputs);
    this.providers.set(key, provider);
    return provider;
  }

  /** A declared value as the SDK takes it. */
  private value(declared: unknown): unknown {
    return replaced(declared, (each) => {
      if (each instanceof Ref) return this.output(each);
      if (each instanceof Secret) return pulumi.secret(this.value(each.value));
      if (each instanceof Computed) {
        const { from, compute } = each;
        return pulumi.all(from.map((ref) => this.output(ref))).apply((values) => compute(...(values as never[])));
      }
      return each === unknown && !pulumi.runtime.isDryRun() ? knownAtLast : undefined;
    });
  }

  private output({ name, property }: Ref): unknown {
    const resource = this.find(name);
    if (!(resource instanceof Component)) return (resource as unknown as Record<string, unknown>)[property];
    const output = this.program.find(name).options?.outputs?.[property];
    if (output === undefined)
      throw new Error(`component "${name}" has no output "${property}"; fix: give it in "outputs".`);
    return this.value(output);
  }
}

/** The SDK keeps a stack trace for each output. They take half of a large program's time, and nobody reads them here. */
function withoutStackTraces(work: () => void): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

class Custom extends pulumi.CustomResource {}

class Provider extends pulumi.ProviderResource {}

class Component extends pulumi.ComponentResource {
  close(outputs: pulumi.Inputs): void {
    this.registerOutputs(outputs);
  }
}
