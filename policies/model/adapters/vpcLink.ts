import { items } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { type Resource, read } from "../resource";
import { destinations } from "./destination";
import { door } from "./door";

/** `aws.apigateway.VpcLink`: to a network load balancer, whoever uses the link. */
export function vpcLink(resource: Resource, references: References, model: Model): void {
  const target = read(resource, "targetArn");
  const several = items(target);
  // The provider takes one ARN; the resource behind it has a list of one.
  const [value = target] = several.state === "known" ? several.value : [];
  for (const to of destinations(resource, references, "targetArn", value, ["loadBalancer"])) {
    model.doors.push(door(resource, "VPC link", to, { passage: true }));
  }
}
