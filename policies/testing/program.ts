import type { Declared } from "./declared";
import { refsIn } from "./values";

const project = "shop";
const stackName = "test";

/** The project and the stack that a pack under test is told to belong to. */
export const settings = { project, stack: stackName, organization: "organization" } as const;

export const rootType = "pulumi:pulumi:Stack";

const urn = (qualifiedType: string, name: string): string =>
  `urn:pulumi:${stackName}::${project}::${qualifiedType}::${name}`;

export const rootUrn = urn(rootType, `${project}-${stackName}`);

/** The URN of a resource without a parent. */
export const urnOf = ({ type, name }: Pick<Declared, "type" | "name">): string => urn(type, name);

/** The declared resources, found by name. */
export class Program {
  private readonly byName = new Map<string, Declared>();
  private readonly urns = new Map<string, string>();

  /** @throws Error for two resources of one name: nothing could say which of them a reference means. */
  constructor(readonly declared: readonly Declared[]) {
    for (const each of declared) {
      const other = this.byName.get(each.name);
      if (other !== undefined)
        throw new Error(
          `resource "${each.name}": given twice, as ${other.type} and ${each.type}; legal: one resource a name; fix: rename one.`,
        );
      this.byName.set(each.name, each);
    }
  }

  /** @throws Error for a name that no resource has. */
  find(name: string): Declared {
    const found = this.byName.get(name);
    if (found !== undefined) return found;
    const names = [...this.byName.keys()].sort().join(", ");
    throw new Error(
      `reference to "${name}": no such resource; legal: ${names}; fix: declare it, as external if it is.`,
    );
  }

  /** The URN by name; its type is qualified with the types of the parents, as the engine does. */
  urn(name: string): string {
    const made = this.urns.get(name);
    if (made !== undefined) return made;
    const types = [name, ...this.ancestors(name)].map((each) => this.find(each).type);
    const result = urn(types.reverse().join("$"), name);
    this.urns.set(name, result);
    return result;
  }

  /** The names of the resources that a value is made from; a component's outputs come from what it registers. */
  sources(value: unknown): string[] {
    const names = refsIn(value).flatMap(({ name, property }) => {
      const { component, outputs } = this.find(name).options ?? {};
      return component ? this.sources(outputs?.[property]) : [name];
    });
    return [...new Set(names)];
  }

  /** The names of everything that must exist before this resource. */
  neededBy({ properties, options: { dependsOn = [], parent } = {} }: Declared): string[] {
    return [...new Set([...this.sources(properties), ...dependsOn, ...(parent === undefined ? [] : [parent])])];
  }

  private ancestors(name: string): string[] {
    const above: string[] = [];
    let parent = this.find(name).options?.parent;
    while (parent !== undefined) {
      if (parent === name || above.includes(parent))
        throw new Error(`resource "${name}": its parents form a circle (${above.join(", ")}); fix: drop one.`);
      above.push(parent);
      parent = this.find(parent).options?.parent;
    }
    return above;
  }
}
