import { decided, maybe, no } from "../../values/decision";
import { integer, items, property, text, truth, type Value } from "../../values/value";
import type { Model } from "../model";
import type { Registration } from "../nodes";
import type { Reference, References } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { groupReferences } from "./groupReferences";

/** `aws.ecs.Service`: the tasks that run, their network interface, and what registers them. */
export function service(resource: Resource, references: References, model: Model): void {
  const network = read(resource, "networkConfiguration");
  const assigned = truth(property(network, "assignPublicIp"));
  model.services.push({
    key: resource.urn,
    name: nameOf(resource.urn),
    taskDefinition: references.one(resource, "taskDefinition", read(resource, "taskDefinition"), "taskDefinition"),
    registrations: registrations(resource, references),
    targetGroups: targetGroups(resource, references),
    securityGroups: groupReferences(resource, references, "networkConfiguration", property(network, "securityGroups")),
    // `assignPublicIp` is false by default (ECS `AwsVpcConfiguration`).
    publicAddress: assigned.state === "known" ? decided(assigned.value) : assigned.state === "unknown" ? maybe : no,
    notFollowed: notFollowed(resource),
  });
}

function registrations(resource: Resource, references: References): Value<readonly Registration[]> {
  const entries = items(read(resource, "loadBalancers"));
  if (entries.state === "unknown") return entries;
  if (entries.state === "absent") return { state: "known", value: [] };
  const arns = entries.value.map(targetGroupArns);
  const among = { values: arns.flat(), repeats: false };
  const value = entries.value.map((entry, index) => ({
    edge: { urn: resource.urn, part: `loadBalancers[${index}]` },
    containerName: text(property(entry, "containerName")),
    containerPort: integer(property(entry, "containerPort")),
    targetGroups: references.all(resource, "loadBalancers", arns[index] ?? [], "targetGroup", among),
  }));
  return { state: "known", value };
}

/** All that the entries name together: known also where it is undecided which entry has which. */
function targetGroups(resource: Resource, references: References): readonly Reference[] {
  const entries = items(read(resource, "loadBalancers"));
  const arns = entries.state === "known" ? entries.value.flatMap(targetGroupArns) : [];
  return references.all(resource, "loadBalancers", arns, "targetGroup");
}

/** The target group, and the second one that ECS moves traffic to in a blue/green deployment. */
function targetGroupArns(entry: Value<unknown>): Value<unknown>[] {
  const alternate = property(property(entry, "advancedConfiguration"), "alternateTargetGroupArn");
  return [property(entry, "targetGroupArn"), alternate].filter((arn) => arn.state !== "absent");
}

/** A classic load balancer; an entry that is unknown as a whole is the registration's own doubt. */
function namesClassic(entry: Value<unknown>): boolean {
  return entry.state === "known" && property(entry, "elbName").state !== "absent";
}

/** Settings that hand a task's port to others by other means than a load balancer. */
function notFollowed(resource: Resource): string[] {
  const lattice = items(read(resource, "vpcLatticeConfigurations"));
  const mesh = items(property(read(resource, "serviceConnectConfiguration"), "services"));
  const classic = items(read(resource, "loadBalancers"));
  const given = (list: Value<Value<unknown>[]>) =>
    list.state === "unknown" || (list.state === "known" && list.value.length > 0);
  const elb = classic.state === "known" && classic.value.some(namesClassic);
  return [
    ...(given(lattice) ? ["vpcLatticeConfigurations"] : []),
    ...(given(mesh) ? ["serviceConnectConfiguration.services"] : []),
    ...(elb ? ["loadBalancers[].elbName"] : []),
  ];
}
