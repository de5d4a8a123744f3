import type { ResourceModel, StandIn } from "../../../preview/standIns/model";

/** What a provider adds to a resource's inputs: its id, its ARN and what else is referred to. By the resource's URN. */
export type Decided = (urn: string) => Record<string, unknown>;

/**
 * A stand-in that plays every resource type of a package, whether Gatehouse's own stand-ins know it or not, and all alike.
 * Policies look at types and properties; what a real provider would name or refuse does not change what they must say.
 */
export function anyProvider(name: string, decided: Decided): StandIn {
  const anyResource: ResourceModel = {
    replaceOn: [],
    id: ({ urn }) => String(decided(urn).id),
    outputs: ({ urn }) => decided(urn),
  };
  return { name, version: "1.0.0", resources: {}, otherResources: anyResource, invokes: {} };
}
