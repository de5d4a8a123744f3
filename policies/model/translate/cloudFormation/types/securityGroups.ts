import { either, type Fields, from, untold } from "../../fields";
import type { Rows } from "../row";

const rule: Fields = {
  ipProtocol: from("ipProtocol"),
  fromPort: from("fromPort"),
  toPort: from("toPort"),
  cidrIpv4: from("cidrIp"),
  cidrIpv6: from("cidrIpv6"),
  // Groups are named in default VPCs only; which one a name means, the plan does not say.
  referencedSecurityGroupId: either(from("sourceSecurityGroupId"), from("sourceSecurityGroupName", untold)),
  prefixListId: from("sourcePrefixListId"),
};

const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

export const securityGroups: Rows = {
  "ec2:securitygroup": {
    to: "aws:ec2/securityGroup:SecurityGroup",
    identifier: "groupId",
    // CloudFormation adds these to what other resources add; the aws provider's `ingress` would replace it.
    inside: [{ list: "securityGroupIngress", to: ingressRule, fields: rule, owner: "securityGroupId" }],
  },
  "ec2:securitygroupingress": {
    to: ingressRule,
    fields: { ...rule, securityGroupId: either(from("groupId"), from("groupName", untold)) },
  },
  "ec2:securitygroupvpcassociation": {
    to: "aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation",
    fields: { securityGroupId: from("groupId") },
  },
  "ec2:prefixlist": { to: "aws:ec2/managedPrefixList:ManagedPrefixList", identifier: "prefixListId" },
};
