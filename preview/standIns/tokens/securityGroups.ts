import type { Made, ResourceModel, ResourceTable } from "../model";

const rule: ResourceModel = {
  replaceOn: ["securityGroupId"],
  id: (made) => `sgr-${made.hex(17)}`,
  outputs: (made) => ({
    arn: made.arn("ec2", `security-group-rule/sgr-${made.hex(17)}`),
    securityGroupRuleId: `sgr-${made.hex(17)}`,
  }),
};

/** Security groups and their rules. */
export const securityGroups: ResourceTable = {
  "aws:ec2/securityGroup:SecurityGroup": {
    autoName: "name",
    defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    replaceOn: ["name", "namePrefix", "description", "vpcId"],
    id: (made) => `sg-${made.hex(17)}`,
    outputs: groupOutputs,
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    replaceOn: ["vpcId"],
    id: (made) => `sg-${made.hex(17)}`,
    outputs: (made) => ({ ...groupOutputs(made), name: "default", description: "default VPC security group" }),
  },
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    replaceOn: "all",
    id: (made) => `sgrule-${Number.parseInt(made.hex(8), 16)}`,
    outputs: (made) => ({ securityGroupRuleId: `sgr-${made.hex(17)}` }),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
};

function groupOutputs(made: Made) {
  return { arn: made.arn("ec2", `security-group/sg-${made.hex(17)}`), ownerId: made.account };
}
