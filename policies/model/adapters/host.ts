import { type Decision, decided, maybe } from "../../values/decision";
import { items, known, property, text, truth, type Value } from "../../values/value";
import type { Model } from "../model";
import type { Host } from "../nodes";
import type { Reference, References } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { groupReferences } from "./groupReferences";

/** `aws.ec2.Instance` and `aws.ec2.SpotInstanceRequest`. */
export function instance(resource: Resource, references: References, model: Model): void {
  const template = templateNamed(read(resource, "launchTemplate"), "id", "name");
  model.hosts.set(resource.urn, {
    ...hostOf(resource, "instance"),
    securityGroups: groupReferences(resource, references, "vpcSecurityGroupIds", read(resource, "vpcSecurityGroupIds")),
    publicAddress: addressed(read(resource, "associatePublicIpAddress")),
    subnets: single(references.one(resource, "subnetId", read(resource, "subnetId"), "subnet")),
    templates: single(references.one(resource, "launchTemplate", template, "launchTemplate")),
  });
}

/** `aws.ec2.LaunchTemplate`: its groups and addresses stand at the top or in its network interfaces. */
export function launchTemplate(resource: Resource, references: References, model: Model): void {
  const interfaces = items(read(resource, "networkInterfaces"));
  const each = interfaces.state === "known" ? interfaces.value : [];
  const flags = each.map((one) => property(one, "associatePublicIpAddress")).filter(({ state }) => state !== "absent");
  const lists = each.map((one) => property(one, "securityGroups")).filter(({ state }) => state !== "absent");
  const inside = lists[0] === undefined ? undefined : together(lists);
  const within = inside === undefined ? "vpcSecurityGroupIds" : "networkInterfaces";
  const list = inside ?? read(resource, "vpcSecurityGroupIds");
  model.hosts.set(resource.urn, {
    ...hostOf(resource, "launch template"),
    starts: false,
    securityGroups: interfaces.state === "unknown" ? interfaces : groupReferences(resource, references, within, list),
    publicAddress: interfaces.state === "unknown" ? interfaces : addressed(...flags),
  });
}

/** `aws.ec2.LaunchConfiguration`. */
export function launchConfiguration(resource: Resource, references: References, model: Model): void {
  model.hosts.set(resource.urn, {
    ...hostOf(resource, "launch configuration"),
    starts: false,
    securityGroups: groupReferences(resource, references, "securityGroups", read(resource, "securityGroups")),
    publicAddress: addressed(read(resource, "associatePublicIpAddress")),
  });
}

/** `aws.autoscaling.Group`: what its launch template says, as often as it scales. */
export function autoScalingGroup(resource: Resource, references: References, model: Model): void {
  const mixed = property(
    property(read(resource, "mixedInstancesPolicy"), "launchTemplate"),
    "launchTemplateSpecification",
  );
  const named = [
    ["launchTemplate", templateNamed(read(resource, "launchTemplate"), "id", "name")],
    ["mixedInstancesPolicy", templateNamed(mixed, "launchTemplateId", "launchTemplateName")],
    ["launchConfiguration", read(resource, "launchConfiguration")],
  ] as const;
  const subnets = items(read(resource, "vpcZoneIdentifiers"));
  model.hosts.set(resource.urn, {
    ...hostOf(resource, "Auto Scaling group"),
    subnets: subnets.state === "known" ? references.all(resource, "vpcZoneIdentifiers", subnets.value, "subnet") : [],
    templates: named.flatMap(([name, id]) => single(references.one(resource, name, id, "launchTemplate"))),
  });
}

/** A launch template goes by its id or by its name. */
function templateNamed(of: Value<unknown>, id: string, name: string): Value<unknown> {
  const given = property(of, id);
  return given.state === "absent" ? property(of, name) : given;
}

function hostOf(resource: Resource, noun: string): Host {
  const name = nameOf(resource.urn);
  return {
    key: resource.urn,
    name,
    title: `${noun} ${name}`,
    edge: { urn: resource.urn },
    starts: true,
    securityGroups: { state: "absent" },
    publicAddress: { state: "absent" },
    subnets: [],
    templates: [],
    userData: userData(resource),
  };
}

/** User data as text; templates and `userDataBase64` hold it in base64. */
function userData(resource: Resource): Value<string> {
  const plain = text(read(resource, "userData"));
  const encoded = text(read(resource, "userDataBase64"));
  const given = plain.state === "absent" ? encoded : plain;
  if (given.state !== "known" || given.value.startsWith("#!")) return given;
  const decoded = Buffer.from(given.value, "base64").toString("utf8");
  return known(decoded.startsWith("#!") ? decoded : given.value);
}

/** Whether any of these flags gives a public address; absent where none is given. */
function addressed(...flags: Value<unknown>[]): Value<Decision> {
  const truths = flags.map(truth).filter(({ state }) => state !== "absent");
  if (truths.length === 0) return { state: "absent" };
  if (truths.some((each) => each.state === "known" && each.value)) return known(decided(true));
  return known(truths.some(({ state }) => state === "unknown") ? maybe : decided(false));
}

/** Several lists of ids as one; unknown if one of them is. */
function together(lists: readonly Value<unknown>[]): Value<unknown> {
  const all: unknown[] = [];
  for (const list of lists) {
    if (list.state !== "known" || !Array.isArray(list.value)) return { state: "unknown" };
    all.push(...list.value);
  }
  return known(all);
}

const single = (reference: Reference | undefined): Reference[] => (reference === undefined ? [] : [reference]);
