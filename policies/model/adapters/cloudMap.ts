import { no } from "../../values/decision";
import { absent, integer, property, text, type Value } from "../../values/value";
import type { Model } from "../model";
import type { AttachedTarget } from "../nodes";
import { type References, unresolved } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { addressOf } from "./destination";
import { hostTarget } from "./targetGroupAttachment";

/** `aws.servicediscovery.Service`: a name by which clients find what is registered, each by itself. */
export function cloudMapService(resource: Resource, _references: References, model: Model): void {
  model.targetGroups.set(resource.urn, {
    key: resource.urn,
    name: nameOf(resource.urn),
    noun: "Cloud Map service",
    needsForwarder: false,
    preservesClientAddress: no,
  });
}

/** `aws.servicediscovery.Instance`: an address under the name, which no ECS service registered. */
export function cloudMapInstance(resource: Resource, references: References, model: Model): void {
  const target = registered(resource, references, read(resource, "attributes"));
  if (target === undefined) return;
  const service = references.one(resource, "serviceId", read(resource, "serviceId"), "targetGroup");
  model.attachments.push({ edge: { urn: resource.urn }, targetGroup: service ?? unresolved, target });
}

/** By the attributes that Cloud Map itself answers with (`RegisterInstance`); a name of a load balancer opens nothing. */
function registered(
  resource: Resource,
  references: References,
  attributes: Value<unknown>,
): AttachedTarget | undefined {
  if (attributes.state !== "known") return other("a target not known yet", false);
  const instance = property(attributes, "AWS_EC2_INSTANCE_ID");
  if (instance.state !== "absent") {
    return hostTarget(references.one(resource, "attributes", instance, "host") ?? unresolved, absent);
  }
  const port = integer(property(attributes, "AWS_INSTANCE_PORT"));
  const suffix = port.state === "known" ? `:${port.value}` : "";
  for (const name of ["AWS_INSTANCE_IPV4", "AWS_INSTANCE_IPV6"]) {
    const address = text(property(attributes, name));
    if (address.state === "absent") continue;
    const made = resource.dependencies?.attributes ?? [];
    if (address.state === "unknown") return other("an address not known yet", false);
    return other(`${address.value}${suffix}`, made.length === 0);
  }
  const alias = property(attributes, "AWS_INSTANCE_CNAME");
  const [led] = addressOf(resource, references, "attributes", alias);
  return led === undefined
    ? undefined
    : other(
        "an address by its name",
        led.to.every(({ at }) => at === "outside"),
      );
}

const other = (label: string, outside: boolean): AttachedTarget => ({ kind: "other", label, outside });
