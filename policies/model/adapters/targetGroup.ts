import { decided, maybe } from "../../values/decision";
import { isKnown, truth } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { nameOf, type Resource, read } from "../resource";

/** `aws.lb.TargetGroup`. Its `port` is only a default that each registration overrides, so it is not read. */
export function targetGroup(resource: Resource, _references: References, model: Model): void {
  const preserves = truth(read(resource, "preserveClientIp"));
  const protocol = read(resource, "protocol");
  // Off by default for TCP and TLS to addresses; always on for UDP (Elastic Load Balancing, "Client IP preservation").
  const byDefault = isKnown(protocol, "UDP") || isKnown(protocol, "TCP_UDP");
  model.targetGroups.set(resource.urn, {
    key: resource.urn,
    name: nameOf(resource.urn),
    preservesClientAddress:
      preserves.state === "known"
        ? decided(preserves.value)
        : preserves.state === "unknown"
          ? maybe
          : decided(byDefault),
  });
}
