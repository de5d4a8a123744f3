import { no } from "../../values/decision";
import { absent, integer, items, known, map, property, text, unknown, type Value } from "../../values/value";
import type { Model } from "../model";
import { type Reference, type References, unresolved } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { groupReferences } from "./groupReferences";
import { listenerLabel } from "./listener";
import { publicUnlessInternal } from "./loadBalancer";
import { hostTarget } from "./targetGroupAttachment";

/**
 * The instances behind classic load balancers, which take the part of target groups: all listeners of one lead to all of
 * its instances, whoever registered them. An ECS service that names a load balancer by `elbName` registers in these.
 */
export function classicTargets(loadBalancer: Reference): Reference {
  return loadBalancer.map((target) =>
    "key" in target && target.key !== undefined ? { ...target, key: `${target.key}#instances` } : target,
  );
}

/** `aws.elb.LoadBalancer`: listeners stand inside of it, and so may its instances. */
export function classicLoadBalancer(resource: Resource, references: References, model: Model): void {
  const { urn } = resource;
  const itself: Reference = [{ at: "stack", key: urn }];
  model.loadBalancers.set(urn, {
    key: urn,
    name: nameOf(urn),
    noun: "load balancer",
    public: publicUnlessInternal(resource),
    type: known("classic"),
    securityGroups: groupReferences(resource, references, "securityGroups", read(resource, "securityGroups")),
  });
  const listeners = items(read(resource, "listeners"));
  // An unknown list holds at least one listener; which port it has may be any.
  const entries = listeners.state === "known" ? listeners.value : [unknown];
  for (const [index, entry] of entries.entries()) {
    addListener(resource, model, entry, listeners.state === "known" ? `listeners[${index}]` : "listeners");
  }
  addTargets(
    resource,
    model,
    entries.map((entry) => integer(property(entry, "instancePort"))),
  );
  const instances = references.ofList(resource, "instances", read(resource, "instances"), "host");
  for (const instance of instances) attach(model, { urn, part: "instances" }, itself, instance);
}

/** `aws.elb.Attachment`. */
export function classicAttachment(resource: Resource, references: References, model: Model): void {
  const balancer = references.one(resource, "elb", read(resource, "elb"), "loadBalancer") ?? unresolved;
  const instance = references.one(resource, "instance", read(resource, "instance"), "host") ?? unresolved;
  attach(model, { urn: resource.urn }, balancer, instance);
}

function addListener({ urn }: Resource, model: Model, entry: Value<unknown>, part: string): void {
  const key = `${urn}#${part}`;
  const edge = { urn, part };
  const protocol = map(text(property(entry, "lbProtocol")), (name) => name.toUpperCase());
  const port = integer(property(entry, "lbPort"));
  const loadBalancer: Reference = [{ at: "stack", key: urn }];
  model.listeners.set(key, { key, edge, label: listenerLabel(protocol, port), protocol, port, loadBalancer });
  const targetGroups = [classicTargets(loadBalancer)];
  model.forwards.push({ edge, listener: [{ at: "stack", key }], label: "", targetGroups });
}

function addTargets({ urn }: Resource, model: Model, ports: readonly Value<number>[]): void {
  const key = `${urn}#instances`;
  const numbers = new Set(ports.map((port) => (port.state === "known" ? port.value : undefined)));
  const [only] = numbers;
  model.targetGroups.set(key, {
    key,
    urn,
    name: nameOf(urn),
    noun: "instances of",
    needsForwarder: true,
    port: numbers.size === 1 && only !== undefined ? known(only) : unknown,
    preservesClientAddress: no,
  });
}

function attach(model: Model, edge: { urn: string; part?: string }, balancer: Reference, instance: Reference): void {
  const target = hostTarget(instance, absent);
  model.attachments.push({ edge, targetGroup: classicTargets(balancer), target });
}
