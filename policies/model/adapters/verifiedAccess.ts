import { property, text } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { type Resource, read } from "../resource";
import { address, destinations } from "./destination";
import { door } from "./door";

const noun = "Verified Access endpoint";

/** `aws.verifiedaccess.Endpoint`: users on the internet, whom a policy admits, to a load balancer, an interface or a block. */
export function verifiedAccessEndpoint(resource: Resource, references: References, model: Model): void {
  const balancer = property(read(resource, "loadBalancerOptions"), "loadBalancerArn");
  if (balancer.state !== "absent") {
    for (const to of destinations(resource, references, "loadBalancerOptions", balancer, ["loadBalancer"])) {
      model.doors.push(door(resource, noun, to));
    }
  }
  for (const [options, name] of [
    ["networkInterfaceOptions", "networkInterfaceId"],
    ["cidrOptions", "cidr"],
  ] as const) {
    const value = property(read(resource, options), name);
    if (value.state === "absent") continue;
    model.doors.push(door(resource, noun, address(resource, options, text(value)), { part: options }));
  }
}
