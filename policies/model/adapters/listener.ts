import { integer, items, property, text, type Value } from "../../values/value";
import type { Model } from "../model";
import { type Reference, type References, unresolved } from "../reference";
import { nameOf, type Resource, read } from "../resource";

/** `aws.lb.Listener`: a door of a load balancer, and the forwards among its default actions. */
export function listener(resource: Resource, references: References, model: Model): void {
  const port = integer(read(resource, "port"));
  model.listeners.set(resource.urn, {
    key: resource.urn,
    edge: { urn: resource.urn },
    label: listenerLabel(read(resource, "protocol"), port),
    protocol: text(read(resource, "protocol")),
    port,
    loadBalancer:
      references.one(resource, "loadBalancerArn", read(resource, "loadBalancerArn"), "loadBalancer") ?? unresolved,
  });
  const targetGroups = forwardedTo(resource, references, "defaultActions");
  const itself: Reference = [{ at: "stack", key: resource.urn }];
  if (targetGroups.length > 0) {
    model.forwards.push({ edge: { urn: resource.urn }, listener: itself, label: "", targetGroups });
  }
}

/** `aws.lb.ListenerRule`: a condition under which a listener forwards elsewhere. */
export function listenerRule(resource: Resource, references: References, model: Model): void {
  const of = references.one(resource, "listenerArn", read(resource, "listenerArn"), "listener") ?? unresolved;
  model.listenerRules.set(resource.urn, of);
  const targetGroups = forwardedTo(resource, references, "actions");
  if (targetGroups.length === 0) return;
  const priority = integer(read(resource, "priority"));
  model.forwards.push({
    edge: { urn: resource.urn },
    listener: of,
    label: `rule ${priority.state === "known" ? priority.value : nameOf(resource.urn)}`,
    targetGroups,
  });
}

/** "HTTP:80", as far as it is told. */
export function listenerLabel(protocol: Value<unknown>, port: Value<number>): string {
  const name = protocol.state === "known" && typeof protocol.value === "string" ? protocol.value : undefined;
  const number = port.state === "known" ? String(port.value) : "port not known yet";
  return name === undefined ? number : `${name}:${number}`;
}

/**
 * Every target group that the actions name, in either form. Weights do not matter: a group of weight 0 gets traffic as
 * soon as somebody turns the weight.
 */
function forwardedTo(resource: Resource, references: References, name: string): Reference[] {
  const actions = items(read(resource, name));
  if (actions.state === "unknown") return references.unknownList(resource, name, "targetGroup");
  if (actions.state === "absent") return [];
  const named = actions.value.map(targetGroupsOfAction);
  if (named.some((each) => each.state === "unknown")) {
    return [
      ...references.unknownList(resource, name, "targetGroup"),
      ...knownGroups(resource, references, name, named),
    ];
  }
  return knownGroups(resource, references, name, named);
}

function knownGroups(
  resource: Resource,
  references: References,
  name: string,
  actions: readonly Value<Value<unknown>[]>[],
): Reference[] {
  const arns = actions.flatMap((each) => (each.state === "known" ? each.value : []));
  const given = arns.filter((arn) => arn.state !== "absent");
  return given.length === 0 ? [] : references.all(resource, name, given, "targetGroup");
}

/**
 * An action may name one target group, or several inside of `forward`; in both forms at once it names the same one
 * (Elastic Load Balancing, `Action`), so that is read once.
 */
function targetGroupsOfAction(action: Value<unknown>): Value<Value<unknown>[]> {
  if (action.state !== "known") return action;
  const several = items(property(property(action, "forward"), "targetGroups"));
  if (several.state === "unknown") return several;
  const arns = several.state === "known" ? several.value.map((each) => property(each, "arn")) : [];
  if (arns.length === 1) return { state: "known", value: arns };
  return { state: "known", value: [property(action, "targetGroupArn"), ...arns] };
}
