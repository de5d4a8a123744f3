import { integer, text, type Value } from "../../values/value";
import type { Model } from "../model";
import type { AttachedTarget } from "../nodes";
import { keyOf, type Reference, type References, unresolved } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { inStack } from "./destination";

/** `aws.lb.TargetGroupAttachment`: a target that no ECS service registers. */
export function targetGroupAttachment(resource: Resource, references: References, model: Model): void {
  const group = references.one(resource, "targetGroupArn", read(resource, "targetGroupArn"), "targetGroup");
  model.attachments.push({
    edge: { urn: resource.urn },
    targetGroup: group ?? unresolved,
    target: attachedTarget(
      resource,
      references,
      "targetId",
      read(resource, "targetId"),
      integer(read(resource, "port")),
    ),
  });
}

/** What an id stands for: another load balancer, a function, a host of the stack, or an address that is anybody's. */
export function attachedTarget(
  resource: Resource,
  references: References,
  property: string,
  id: Value<unknown>,
  port: Value<number>,
): AttachedTarget {
  const balancer = references.one(resource, property, id, "loadBalancer") ?? unresolved;
  if (inStack(balancer)) return { kind: "loadBalancer", reference: balancer };
  // A function is not a container; whether it may reach one is decided by the security group of the task.
  if (inStack(references.one(resource, property, id, "function"))) return { kind: "function" };
  const written = text(id);
  if (written.state === "known" && written.value.includes(":loadbalancer/")) {
    return { kind: "loadBalancer", reference: balancer };
  }
  if (written.state === "known" && written.value.includes(":function:")) return { kind: "function" };
  const host = references.one(resource, property, id, "host") ?? unresolved;
  return written.state === "known" && !inStack(host)
    ? { kind: "other", label: withPort(written.value, port), outside: true }
    : hostTarget(host, port);
}

/** Instances of the stack; of others nobody can see what listens there. */
export function hostTarget(host: Reference, port: Value<number>): AttachedTarget {
  const outside = host.every(({ at }) => at === "outside");
  const [first, ...others] = host.map(keyOf);
  const label = first === undefined ? "a target not known yet" : `instance ${nameOf(first)}`;
  if (!inStack(host)) return { kind: "other", label, outside };
  return { kind: "host", reference: host, port, label: others.length > 0 ? "an instance of this stack" : label };
}

const withPort = (address: string, port: Value<number>): string =>
  port.state === "known" ? `${address}:${port.value}` : address;
