import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { VolumeArgs } from "./taskArgs";

/** NFS, which EFS speaks (Amazon EFS user guide, "Using VPC security groups"). */
const nfsPort = 2049;

/**
 * Lets tasks reach their file systems' mount targets, and those admit them: two rules for each security group, which volumes
 * may share.
 */
export function createFileSystemRules(
  name: string,
  { volumes, taskGroupId }: { volumes: readonly VolumeArgs[]; taskGroupId: pulumi.Input<string> },
  parent: pulumi.Resource,
): pulumi.Resource[] {
  return [...mountTargetGroups(volumes)].flatMap(([group, volume]) => [
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-task-${volume}`,
      {
        ...nfs,
        securityGroupId: taskGroupId,
        description: `File system of ${volume}`,
        referencedSecurityGroupId: group,
      },
      { parent },
    ),
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-${volume}-task`,
      { ...nfs, securityGroupId: group, description: `Tasks of ${name}`, referencedSecurityGroupId: taskGroupId },
      { parent },
    ),
  ]);
}

const nfs = { ipProtocol: "tcp", fromPort: nfsPort, toPort: nfsPort } as const;

/** The security groups of mount targets, each with the first volume that names it: EC2 refuses the same rule twice. */
function mountTargetGroups(volumes: readonly VolumeArgs[]): Map<pulumi.Input<string>, string> {
  const groups = new Map<pulumi.Input<string>, string>();
  for (const { name, securityGroupId } of volumes) {
    if (securityGroupId !== undefined && !groups.has(securityGroupId)) groups.set(securityGroupId, name);
  }
  return groups;
}
