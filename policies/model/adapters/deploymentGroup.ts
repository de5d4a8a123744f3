import { items, map, property, type Value } from "../../values/value";
import type { Kind } from "../kinds";
import type { Model } from "../model";
import type { Reference, References } from "../reference";
import { nameOf, type Resource, read } from "../resource";

/**
 * `aws.codedeploy.DeploymentGroup` of an ECS service: it turns each listener from one target group of the pair to the
 * other, so either listener can lead to either group (CodeDeploy, `TargetGroupPairInfo`).
 */
export function deploymentGroup(resource: Resource, references: References, model: Model): void {
  const pair = property(read(resource, "loadBalancerInfo"), "targetGroupPairInfo");
  if (pair.state === "absent") return;
  const routes = ["prodTrafficRoute", "testTrafficRoute"].map((route) =>
    items(property(property(pair, route), "listenerArns")),
  );
  // The pair goes by names, not by ARNs.
  const names = map(items(property(pair, "targetGroups")), (groups) => groups.map((group) => property(group, "name")));
  const targetGroups = named(resource, references, [names], "targetGroup");
  for (const listener of named(resource, references, routes, "listener")) {
    const edge = { urn: resource.urn, part: "loadBalancerInfo.targetGroupPairInfo" };
    model.forwards.push({ edge, listener, label: `deployment group ${nameOf(resource.urn)}`, targetGroups });
  }
}

/** What several lists name together; a list that is unknown as a whole may name anything the property was made from. */
function named(
  resource: Resource,
  references: References,
  lists: readonly Value<Value<unknown>[]>[],
  kind: Kind,
): readonly Reference[] {
  const within = "loadBalancerInfo";
  const values = lists.flatMap((list) => (list.state === "known" ? list.value : []));
  const unseen = lists.some(({ state }) => state === "unknown");
  return [
    ...references.all(resource, within, values, kind),
    ...(unseen ? references.unknownList(resource, within, kind) : []),
  ];
}
