import type { Made, ResourceTable } from "../model";

/** EC2 hosts: what starts them, and what ECS sees of them. */
export const hosts: ResourceTable = {
  "aws:ec2/launchTemplate:LaunchTemplate": {
    autoName: "name",
    replaceOn: ["name", "namePrefix"],
    id: (made) => `lt-${made.hex(17)}`,
    outputs: (made) => ({
      arn: made.arn("ec2", `launch-template/lt-${made.hex(17)}`),
      defaultVersion: 1,
      latestVersion: 1,
    }),
  },
  "aws:autoscaling/group:Group": {
    autoName: "name",
    defaults: { healthCheckGracePeriod: 300, metricsGranularity: "1Minute", waitForCapacityTimeout: "10m" },
    replaceOn: ["name", "namePrefix"],
    id: (made) => made.text("name"),
    outputs: (made) => ({
      arn: made.arn("autoscaling", `autoScalingGroup:${made.hex(36)}:autoScalingGroupName/${made.text("name")}`),
    }),
  },
  "aws:ecs/capacityProvider:CapacityProvider": {
    autoName: "name",
    replaceOn: ["name"],
    id: capacityProviderArn,
    outputs: (made) => ({ arn: capacityProviderArn(made) }),
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    autoName: "name",
    defaults: { path: "/" },
    replaceOn: ["name", "namePrefix", "path"],
    id: (made) => made.text("name"),
    outputs: (made) => ({
      arn: made.globalArn("iam", `instance-profile/${made.text("name")}`),
      uniqueId: `AIPA${made.hex(17).toUpperCase()}`,
    }),
  },
};

function capacityProviderArn(made: Made): string {
  return made.arn("ecs", `capacity-provider/${made.text("name")}`);
}
