import { isKnown, items, known, property, truth, unknown, type Value } from "../../../../values/value";
import { each, either, type Field, from, object, type Rewrite, raw } from "../../fields";
import type { Rows } from "../row";

const launchTemplate = object({ id: from("launchTemplateId"), name: from("launchTemplateName") });

const data = (...path: string[]) => ["launchTemplateData", ...path];

/** The groups of all interfaces that an instance is launched with. */
const groupsOfAll: Rewrite = (interfaces) => {
  const list = items(interfaces);
  if (list.state !== "known") return list;
  const sets = list.value.map((each) => items(property(each, "groupSet")));
  if (sets.some(({ state }) => state === "unknown")) return unknown;
  return known(sets.flatMap((set) => (set.state === "known" ? set.value.map(raw) : [])));
};

/** Whether one of the interfaces asks for a public address; without a word the subnet decides. */
const anyPublic: Rewrite = (interfaces) => {
  const list = items(interfaces);
  if (list.state !== "known") return list;
  const flags: Value<boolean>[] = list.value.map((each) => truth(property(each, "associatePublicIpAddress")));
  return flags.find((flag) => isKnown(flag, true)) ?? flags.find(({ state }) => state === "unknown") ?? firstOf(flags);
};

const firstOf = (flags: readonly Value<boolean>[]): Value<unknown> => flags[0] ?? { state: "absent" };

const targetGroupArns: Field = either(from("targetGroupArns"), from("targetGroupARNs"));

export const hosts: Rows = {
  "ec2:instance": {
    to: "aws:ec2/instance:Instance",
    identifier: "instanceId",
    fields: {
      vpcSecurityGroupIds: either(from("securityGroupIds"), from("networkInterfaces", groupsOfAll)),
      associatePublicIpAddress: from("networkInterfaces", anyPublic),
      launchTemplate: from("launchTemplate", launchTemplate),
    },
  },
  "ec2:launchtemplate": {
    to: "aws:ec2/launchTemplate:LaunchTemplate",
    identifier: "launchTemplateId",
    fields: {
      name: from("launchTemplateName"),
      imageId: from(data("imageId")),
      userData: from(data("userData")),
      iamInstanceProfile: from(data("iamInstanceProfile")),
      vpcSecurityGroupIds: from(data("securityGroupIds")),
      securityGroupNames: from(data("securityGroups")),
      networkInterfaces: from(data("networkInterfaces"), each({ securityGroups: from("groups") })),
    },
  },
  "autoscaling:autoscalinggroup": {
    to: "aws:autoscaling/group:Group",
    fields: {
      name: from("autoScalingGroupName"),
      targetGroupArns,
      loadBalancers: from("loadBalancerNames"),
      launchTemplate: from("launchTemplate", launchTemplate),
      launchConfiguration: from("launchConfigurationName"),
      vpcZoneIdentifiers: from("vpcZoneIdentifier"),
    },
  },
  "autoscaling:launchconfiguration": { to: "aws:ec2/launchConfiguration:LaunchConfiguration" },
  "ec2:eip": { to: "aws:ec2/eip:Eip", fields: { instance: from("instanceId") } },
  "ec2:eipassociation": { to: "aws:ec2/eipAssociation:EipAssociation", fields: { publicIp: from("eip") } },
  "ec2:ec2fleet": { to: "aws:ec2/fleet:Fleet" },
  "ec2:spotfleet": { to: "aws:ec2/spotFleetRequest:SpotFleetRequest" },
};
