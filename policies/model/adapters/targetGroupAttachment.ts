import { text, type Value } from "../../values/value";
import type { Model } from "../model";
import type { AttachedTarget } from "../nodes";
import { type References, unresolved } from "../reference";
import { type Resource, read } from "../resource";

/** `aws.lb.TargetGroupAttachment`: a target that no ECS service registers. */
export function targetGroupAttachment(resource: Resource, references: References, model: Model): void {
  const target = read(resource, "targetId");
  model.attachments.push({
    edge: { urn: resource.urn },
    targetGroup:
      references.one(resource, "targetGroupArn", read(resource, "targetGroupArn"), "targetGroup") ?? unresolved,
    target: attachedTarget(resource, references, target),
  });
}

function attachedTarget(resource: Resource, references: References, id: Value<unknown>): AttachedTarget {
  const balancer = references.one(resource, "targetId", id, "loadBalancer") ?? unresolved;
  if (balancer.every((target) => target.at === "stack")) return { kind: "loadBalancer", reference: balancer };
  const written = text(id);
  if (written.state !== "known") {
    return { kind: "other", label: "a target not known yet", outside: balancer.every(({ at }) => at === "outside") };
  }
  if (written.value.includes(":loadbalancer/")) return { kind: "loadBalancer", reference: balancer };
  // A function is not a container; whether it may reach one is decided by the security group of the task.
  if (written.value.includes(":function:")) return { kind: "function" };
  return { kind: "other", label: written.value, outside: true };
}
