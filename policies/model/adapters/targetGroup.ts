import { decided, maybe } from "../../values/decision";
import { integer, isKnown, truth } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { nameOf, type Resource, read } from "../resource";

/** `aws.lb.TargetGroup`. Its `port` is only a default, which ECS overrides for each registration. */
export function targetGroup(resource: Resource, _references: References, model: Model): void {
  const preserves = truth(read(resource, "preserveClientIp"));
  const protocol = read(resource, "protocol");
  // Off by default for TCP and TLS to addresses; always on for UDP (Elastic Load Balancing, "Client IP preservation").
  const byDefault = isKnown(protocol, "UDP") || isKnown(protocol, "TCP_UDP");
  model.targetGroups.set(resource.urn, {
    key: resource.urn,
    name: nameOf(resource.urn),
    noun: "target group",
    needsForwarder: true,
    port: integer(read(resource, "port")),
    preservesClientAddress:
      preserves.state === "known"
        ? decided(preserves.value)
        : preserves.state === "unknown"
          ? maybe
          : decided(byDefault),
  });
}
