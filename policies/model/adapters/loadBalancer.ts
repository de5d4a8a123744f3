import { allOf, type Decision, decided, maybe, yes } from "../../values/decision";
import { isKnown, known, text, truth } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { groupReferences } from "./groupReferences";

/** `aws.lb.LoadBalancer` under any of its tokens. */
export function loadBalancer(resource: Resource, references: References, model: Model): void {
  const type = text(read(resource, "loadBalancerType"));
  model.loadBalancers.set(resource.urn, {
    key: resource.urn,
    name: nameOf(resource.urn),
    noun: "load balancer",
    // A gateway load balancer has no listener for clients: it hands packets of the VPC to appliances.
    public: allOf([publicUnlessInternal(resource), decided(!isKnown(type, "gateway"))]),
    type: type.state === "absent" ? known("application") : type,
    securityGroups: groupReferences(resource, references, "securityGroups", read(resource, "securityGroups")),
  });
}

/** A load balancer is internet-facing unless it literally says otherwise. */
export function publicUnlessInternal(resource: Resource): Decision {
  const internal = truth(read(resource, "internal"));
  if (internal.state === "absent") return yes;
  return internal.state === "unknown" ? maybe : decided(!internal.value);
}
