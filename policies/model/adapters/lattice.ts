import { no } from "../../values/decision";
import { absent, integer, items, known, property, text, unknown, type Value } from "../../values/value";
import type { Model } from "../model";
import { type Reference, type References, unresolved } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { addressOf, leadsTo } from "./destination";
import { door } from "./door";
import { listenerLabel } from "./listener";
import { attachedTarget } from "./targetGroupAttachment";

/** `aws.vpclattice.Service`: for clients in the VPCs of a service network, never for the internet. */
export function latticeService(resource: Resource, _references: References, model: Model): void {
  model.loadBalancers.set(resource.urn, {
    key: resource.urn,
    name: nameOf(resource.urn),
    noun: "lattice service",
    public: no,
    type: known("lattice"),
    securityGroups: absent,
  });
}

/** `aws.vpclattice.Listener`. */
export function latticeListener(resource: Resource, references: References, model: Model): void {
  const protocol = text(read(resource, "protocol"));
  const given = integer(read(resource, "port"));
  const port = given.state === "absent" ? defaultPort(protocol) : given;
  const name = read(resource, "serviceArn").state === "absent" ? "serviceIdentifier" : "serviceArn";
  model.listeners.set(resource.urn, {
    key: resource.urn,
    edge: { urn: resource.urn },
    label: listenerLabel(protocol, port),
    protocol,
    port,
    loadBalancer: leadsTo(resource, references, name, read(resource, name), "loadBalancer") ?? unresolved,
  });
  const targetGroups = forwardedTo(resource, references, "defaultAction");
  const itself: Reference = [{ at: "stack", key: resource.urn }];
  if (targetGroups.length > 0) {
    model.forwards.push({ edge: { urn: resource.urn }, listener: itself, label: "", targetGroups });
  }
}

/** `aws.vpclattice.ListenerRule`. */
export function latticeListenerRule(resource: Resource, references: References, model: Model): void {
  const targetGroups = forwardedTo(resource, references, "action");
  if (targetGroups.length === 0) return;
  const listener = read(resource, "listenerIdentifier");
  const priority = integer(read(resource, "priority"));
  model.forwards.push({
    edge: { urn: resource.urn },
    listener: leadsTo(resource, references, "listenerIdentifier", listener, "listener") ?? unresolved,
    label: `rule ${priority.state === "known" ? priority.value : nameOf(resource.urn)}`,
    targetGroups,
  });
}

/** `aws.vpclattice.TargetGroup`: no internet client is behind it, so one that nothing forwards to is simply not used. */
export function latticeTargetGroup(resource: Resource, _references: References, model: Model): void {
  model.targetGroups.set(resource.urn, {
    key: resource.urn,
    name: nameOf(resource.urn),
    noun: "lattice target group",
    needsForwarder: false,
    port: integer(property(read(resource, "config"), "port")),
    preservesClientAddress: no,
  });
}

/** `aws.vpclattice.TargetGroupAttachment`. */
export function latticeTargetGroupAttachment(resource: Resource, references: References, model: Model): void {
  const target = read(resource, "target");
  const group = read(resource, "targetGroupIdentifier");
  model.attachments.push({
    edge: { urn: resource.urn },
    targetGroup: leadsTo(resource, references, "targetGroupIdentifier", group, "targetGroup") ?? unresolved,
    target: attachedTarget(resource, references, "target", property(target, "id"), integer(property(target, "port"))),
  });
}

/** `aws.vpclattice.ResourceConfiguration`: a name or an address in the VPC for clients of other VPCs. */
export function resourceConfiguration(resource: Resource, references: References, model: Model): void {
  const name = "resourceConfigurationDefinition";
  const definition = read(resource, name);
  const hosts = [
    property(property(definition, "ipResource"), "ipAddress"),
    property(property(definition, "dnsResource"), "domainName"),
  ];
  for (const host of hosts) {
    for (const to of addressOf(resource, references, name, host)) {
      model.doors.push(door(resource, "resource configuration", to, { clients: "other VPCs", part: name }));
    }
  }
}

/** Ports of listeners that name none (VPC Lattice, `CreateListener`). */
function defaultPort(protocol: Value<string>): Value<number> {
  if (protocol.state !== "known") return unknown;
  return protocol.value === "HTTP" ? known(80) : known(443);
}

/** A listener's action has a list of `forwards`, a rule's has one `forward`. */
function forwardedTo(resource: Resource, references: References, name: string): Reference[] {
  const action = read(resource, name);
  const list = items(property(action, "forwards"));
  const one = property(action, "forward");
  const forwards = list.state === "known" ? list.value : list.state === "unknown" ? [list] : [];
  const groups = [...forwards, one].map((forward) => items(property(forward, "targetGroups")));
  if (groups.some(({ state }) => state === "unknown")) return references.unknownList(resource, name, "targetGroup");
  const ids = groups.flatMap((each) => (each.state === "known" ? each.value : []));
  const given = ids.map((each) => property(each, "targetGroupIdentifier")).filter(({ state }) => state !== "absent");
  return references.all(resource, name, given, "targetGroup");
}
