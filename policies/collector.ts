import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { concernsModel } from "./model/model";
import type { Resource } from "./model/resource";
import { type Properties, unproxied } from "./values/value";

/**
 * Keeps the inputs of each resource as the engine analyses it, and joins them by URN to the stack that it shows at the
 * end. Neither view is enough: before the first deployment the outputs lack whole properties that hold one unknown, and
 * the inputs lack the ids and the dependency graph.
 */
export class Collector {
  private inputs = new Map<string, Resource>();

  /** Takes what is needed of a resource; undefined when it has no part in the model. */
  collect({ urn, type, props }: Pick<ResourceValidationArgs, "urn" | "type" | "props">): Resource | undefined {
    if (!concernsModel(type)) return undefined;
    const resource: Resource = { urn, type, inputs: unproxied(props), outputs: {} };
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
