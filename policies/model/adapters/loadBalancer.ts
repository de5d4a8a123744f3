import { decided, maybe, yes } from "../../values/decision";
import { known, text, truth } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { groupReferences } from "./groupReferences";

/** `aws.lb.LoadBalancer` under any of its tokens. */
export function loadBalancer(resource: Resource, references: References, model: Model): void {
  const internal = truth(read(resource, "internal"));
  const type = text(read(resource, "loadBalancerType"));
  model.loadBalancers.set(resource.urn, {
    key: resource.urn,
    name: nameOf(resource.urn),
    public: internal.state === "absent" ? yes : internal.state === "unknown" ? maybe : decided(!internal.value),
    type: type.state === "absent" ? known("application") : type,
    securityGroups: groupReferences(resource, references, "securityGroups", read(resource, "securityGroups")),
  });
}
