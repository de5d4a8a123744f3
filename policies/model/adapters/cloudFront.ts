import { type Decision, maybe, no, yes } from "../../values/decision";
import { items, property, truth, type Value } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { type Resource, read } from "../resource";
import { addressOf, balancerOrAddress } from "./destination";
import { door } from "./door";

/** `aws.cloudfront.VpcOrigin`: a load balancer or an instance that has no public address, for distributions. */
export function vpcOrigin(resource: Resource, references: References, model: Model): void {
  const arn = property(read(resource, "vpcOriginEndpointConfig"), "arn");
  for (const to of balancerOrAddress(resource, references, "vpcOriginEndpointConfig", arn)) {
    model.doors.push(door(resource, "CloudFront VPC origin", to, { passage: true }));
  }
}

/** `aws.cloudfront.Distribution` and `aws.cloudfront.MultitenantDistribution`. */
export function distribution(resource: Resource, references: References, model: Model): void {
  const open = enabled(resource);
  const origins = items(read(resource, "origins"));
  const each = origins.state === "known" ? origins.value : [];
  const ids = each.flatMap(vpcOriginIds);
  const named =
    origins.state === "unknown"
      ? references.unknownList(resource, "origins", "door")
      : references.all(resource, "origins", ids, "door");
  for (const to of named) {
    const part = "origins";
    model.doors.push(door(resource, "CloudFront distribution", { to, toKind: "door" }, { part, open }));
  }
  for (const [index, origin] of each.entries()) {
    if (vpcOriginIds(origin).length > 0) continue;
    const part = `origins[${index}]`;
    for (const to of addressOf(resource, references, "origins", property(origin, "domainName"))) {
      model.doors.push(door(resource, "CloudFront distribution", to, { part, open }));
    }
  }
}

/** A distribution has one configuration of a VPC origin, a multi-tenant one a list of it. */
function vpcOriginIds(origin: Value<unknown>): Value<unknown>[] {
  const list = items(property(origin, "vpcOriginConfigs"));
  const configs = [property(origin, "vpcOriginConfig"), ...(list.state === "known" ? list.value : [list])];
  return configs.filter(({ state }) => state !== "absent").map((config) => property(config, "vpcOriginId"));
}

function enabled(resource: Resource): Decision {
  const flag = truth(read(resource, "enabled"));
  if (flag.state === "unknown") return maybe;
  return flag.state === "known" && !flag.value ? no : yes;
}
