import { absent, items, property } from "../../values/value";
import type { Model } from "../model";
import { type Reference, type References, unresolved } from "../reference";
import { nameOf, type Resource, read } from "../resource";

/** `aws.autoscaling.Attachment` and `aws.autoscaling.TrafficSourceAttachment`: a target group that all hosts of a group join. */
export function autoScalingAttachment(resource: Resource, references: References, model: Model): void {
  const group = references.one(resource, "autoscalingGroupName", read(resource, "autoscalingGroupName"), "host");
  const source = property(read(resource, "trafficSource"), "identifier");
  const targets = [
    references.one(resource, "lbTargetGroupArn", read(resource, "lbTargetGroupArn"), "targetGroup"),
    references.one(resource, "trafficSource", source, "targetGroup"),
  ];
  for (const target of targets) if (target !== undefined) attach(resource, target, group ?? unresolved, model);
}

/** The target groups that an Auto Scaling group names itself. */
export function autoScalingTargets(resource: Resource, references: References, model: Model): void {
  const itself: Reference = [{ at: "stack", key: resource.urn }];
  const sources = items(read(resource, "trafficSources"));
  const identifiers = sources.state === "known" ? sources.value.map((each) => property(each, "identifier")) : [];
  const targets = [
    ...references.ofList(resource, "targetGroupArns", read(resource, "targetGroupArns"), "targetGroup"),
    ...references.all(resource, "trafficSources", identifiers, "targetGroup"),
  ];
  for (const target of targets) attach(resource, target, itself, model);
}

function attach(resource: Resource, targetGroup: Reference, host: Reference, model: Model): void {
  model.attachments.push({
    edge: { urn: resource.urn },
    targetGroup,
    // The port is the target group's own.
    target: { kind: "host", reference: host, port: absent, label: `the hosts of ${nameOf(resource.urn)}` },
  });
}

/** `aws.ec2.Eip` and `aws.ec2.EipAssociation`: a public address for an instance, or for an interface that nobody can see. */
export function elasticAddress(resource: Resource, references: References, model: Model): void {
  const { urn, type } = resource;
  const { instance, networkInterface } =
    type === "aws:ec2/eipAssociation:EipAssociation"
      ? { instance: "instanceId", networkInterface: "networkInterfaceId" }
      : { instance: "instance", networkInterface: "networkInterface" };
  const host = references.one(resource, instance, read(resource, instance), "host");
  if (host !== undefined) model.elasticAddresses.push({ edge: { urn }, host });
  if (read(resource, networkInterface).state === "absent") return;
  model.opaque.push({ urn, type, opens: "a public address to a network interface", workload: false });
}
