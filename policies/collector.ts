import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { concernsModel } from "./model/model";
import type { Resource } from "./model/resource";
import { classify, type Properties, text, unproxied, unproxiedProperty } from "./values/value";

/** What the engine hands over of a resource before it is created, as far as the pack looks at it. */
export type Analyzed = Pick<ResourceValidationArgs, "urn" | "type" | "props"> &
  Partial<Pick<ResourceValidationArgs, "opts" | "provider">>;

/**
 * Keeps the inputs of each resource as the engine analyses it, and joins them by URN to the stack that it shows at the
 * end. Neither view is enough: before the first deployment the outputs lack whole properties that hold one unknown, and
 * the inputs lack the ids and the dependency graph.
 */
export class Collector {
  private inputs = new Map<string, Resource>();

  /** Takes what is needed of a resource; undefined when it has no part in the model. */
  collect(args: Analyzed): Resource | undefined {
    const { urn, type, props } = args;
    if (!concernsModel(type)) return undefined;
    const resource: Resource = { urn, type, inputs: unproxied(props), outputs: {}, ...circumstances(args) };
    this.inputs.set(urn, resource);
    return resource;
  }

  /** The whole stack, inputs and outputs joined. What was collected belongs to one run, so it is forgotten. */
  join(stack: readonly PolicyResource[]): Resource[] {
    const collected = this.inputs;
    this.inputs = new Map();
    return stack
      .filter(({ type }) => concernsModel(type))
      .map((resource) => {
        const inputs = collected.get(resource.urn)?.inputs;
        const { urn, type } = resource;
        const joined: Resource = {
          urn,
          type,
          outputs: unproxied(resource.props),
          dependencies: dependenciesOf(resource),
          ...circumstances(resource),
        };
        return inputs === undefined ? joined : { ...joined, inputs };
      });
  }
}

function dependenciesOf(resource: PolicyResource): Record<string, readonly string[]> {
  const dependencies: Properties = unproxied(resource.propertyDependencies);
  const urns: Record<string, readonly string[]> = Object.create(null);
  for (const [property, resources] of Object.entries(dependencies)) {
    urns[property] = (resources as PolicyResource[]).map((each) => each.urn);
  }
  return urns;
}

/** What stands beside a resource's properties: the changes that the engine leaves out, and the region. */
function circumstances({ opts, props, provider }: Omit<Analyzed, "urn" | "type">): Partial<Resource> {
  const ignoreChanges = opts?.ignoreChanges ?? [];
  const own = text(classify(unproxiedProperty(props, "region")));
  const region = own.state === "absent" ? text(classify(unproxiedProperty(provider?.props, "region"))) : own;
  return {
    ...(ignoreChanges.length === 0 ? {} : { ignoreChanges }),
    ...(region.state === "known" ? { region: region.value } : {}),
  };
}
