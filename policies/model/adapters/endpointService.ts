import { anyOf, type Decision, decided, maybe, no } from "../../values/decision";
import { items, text, truth, type Value } from "../../values/value";
import type { Model } from "../model";
import { type References, unresolved } from "../reference";
import { type Resource, read } from "../resource";
import { door } from "./door";

const clients = "every AWS account";

/**
 * `aws.ec2.VpcEndpointService`: other accounts to a network load balancer, past its security groups. It is open to
 * everyone only where nobody accepts each connection; where somebody may, in one world it leads nowhere.
 */
export function endpointService(resource: Resource, references: References, model: Model): void {
  const acceptance = truth(read(resource, "acceptanceRequired"));
  if (acceptance.state === "known" && acceptance.value) return;
  const property = "networkLoadBalancerArns";
  const balancers = references.ofList(resource, property, read(resource, property), "loadBalancer");
  const open = everyone(read(resource, "allowedPrincipals"));
  for (const reference of balancers) {
    const to = acceptance.state === "known" ? reference : [...reference, { at: "outside" } as const];
    model.doors.push(door(resource, "endpoint service", { to, toKind: "loadBalancer" }, { clients, open }));
  }
}

/** `aws.ec2.VpcEndpointServiceAllowedPrinciple`: who else may use an endpoint service. */
export function allowedPrincipal(resource: Resource, references: References, model: Model): void {
  const service = read(resource, "vpcEndpointServiceId");
  const to = references.one(resource, "vpcEndpointServiceId", service, "door") ?? unresolved;
  const open = isEveryone(read(resource, "principalArn"));
  model.doors.push(door(resource, "allowed principal", { to, toKind: "door" }, { clients, open }));
}

function everyone(principals: Value<unknown>): Decision {
  const list = items(principals);
  if (list.state === "absent") return no;
  return list.state === "known" ? anyOf(list.value.map(isEveryone)) : maybe;
}

function isEveryone(principal: Value<unknown>): Decision {
  const arn = text(principal);
  return arn.state === "known" ? decided(arn.value === "*") : maybe;
}
