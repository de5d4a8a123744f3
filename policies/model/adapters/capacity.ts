import { property } from "../../values/value";
import type { Model } from "../model";
import { type References, unresolved } from "../reference";
import { type Resource, read } from "../resource";

/** `aws.ecs.CapacityProvider`: the Auto Scaling group behind it; Fargate's own providers are no resources. */
export function capacityProvider(resource: Resource, references: References, model: Model): void {
  const provider = read(resource, "autoScalingGroupProvider");
  const group = property(provider, "autoScalingGroupArn");
  const reference = references.one(resource, "autoScalingGroupProvider", group, "host");
  if (reference !== undefined) model.capacityProviders.set(resource.urn, reference);
}

/** `aws.ecs.ClusterCapacityProviders`: which providers start hosts for a cluster. */
export function clusterCapacity(resource: Resource, references: References, model: Model): void {
  const providers = read(resource, "capacityProviders");
  model.capacities.push({
    cluster: references.one(resource, "clusterName", read(resource, "clusterName"), "cluster") ?? unresolved,
    providers: references.ofList(resource, "capacityProviders", providers, "capacityProvider"),
  });
}
