import type { PublishedResource } from "../../validate/plan";

/** The URN of a resource that `planned` makes. */
export function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::test::${type}::${name}`;
}

/** A resource of a plan; `from` says which resources an input is made of. */
export function planned(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  from: Record<string, string[]> = {},
): PublishedResource {
  return { urn: urnOf(type, name), type, name, inputs, propertyDependencies: from };
}

/** The provider, whose region a plan is judged in. */
export const provider = planned("pulumi:providers:aws", "default", { region: "eu-west-1" });
