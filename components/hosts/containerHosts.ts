import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Architecture } from "../architecture";
import type { Scope } from "../naming";
import type { NetworkRef } from "../network";
import { createHostProfile } from "./hostRole";
import { admitLoadBalancer, createHostSecurityGroup, pickedPorts } from "./hostSecurityGroup";
import { type Hosts, type HostsArgs, type HostsRef, planHosts } from "./hostsArgs";
import { userData } from "./userData";

const secondsOfDay = 86400;

/** The seconds that a new host needs until its tasks use it (ECS API reference, ManagedScaling: 300 if not said). */
const warmUpSeconds = 120;

/**
 * EC2 hosts of a cluster: a security group, a role, a launch template, an Auto Scaling group that ECS scales by its tasks, and
 * the capacity provider that says so.
 *
 * A host has no public address, takes no session, and gives its metadata to itself alone. It is replaced, its tasks moved
 * first, after `lifetimeDays`, and so gets the machine image of the day; a changed launch template reaches it then too. A
 * host that is no longer needed goes in the same way.
 *
 * Costs $15.18 a month for each t3.small, $12.26 for each t4g.small, and $2.40 for a disk of 30 GiB (us-east-1, Amazon EC2 and
 * EBS pricing).
 */
export class ContainerHosts extends pulumi.ComponentResource {
  /** What a service needs of the hosts. */
  readonly ref: HostsRef;

  constructor(
    name: string,
    args: HostsArgs & { scope: Scope; clusterName: pulumi.Output<string> },
    opts: pulumi.ComponentResourceOptions,
  ) {
    const hosts = planHosts(args);
    const { architecture, most } = hosts;
    super("gatehouse:index:ContainerHosts", name, { architecture, instanceType: hosts.instanceType }, opts);
    const { group, rules } = createHostSecurityGroup(name, args.network, this);
    const admitted = hosts.edges.flatMap(({ securityGroupId }, index) => {
      const between = { hosts: group.id, loadBalancer: securityGroupId, ...pickedPorts };
      return admitLoadBalancer(`${name}-${index + 1}`, between, this);
    });
    const { profile, permission } = createHostProfile(name, args.scope, this);
    const template = createTemplate(name, { hosts, group, profile, clusterName: args.clusterName }, this);
    const scaled = createAutoScalingGroup(name, { hosts, template, network: args.network }, this, [
      ...rules,
      permission,
    ]);
    const provider = createCapacityProvider(name, scaled, this);
    this.ref = {
      capacityProviderName: provider.name,
      // A service waits for the rules by which its load balancer reaches it.
      securityGroupId: pulumi.all([group.id, admitted.map(({ urn }) => urn)]).apply(([id]) => id),
      architecture,
      most,
      admitsPickedPorts: hosts.edges.length > 0,
    };
    this.registerOutputs({ ref: this.ref });
  }
}

function createTemplate(
  name: string,
  parts: {
    hosts: Hosts;
    group: aws.ec2.SecurityGroup;
    profile: aws.iam.InstanceProfile;
    clusterName: pulumi.Output<string>;
  },
  parent: pulumi.Resource,
): aws.ec2.LaunchTemplate {
  const { hosts, group, profile, clusterName } = parts;
  return new aws.ec2.LaunchTemplate(
    name,
    {
      imageId: machineImage(hosts.architecture),
      instanceType: hosts.instanceType,
      iamInstanceProfile: { arn: profile.arn },
      networkInterfaces: [
        { associatePublicIpAddress: "false", securityGroups: [group.id], deleteOnTermination: "true" },
      ],
      // One hop is the host itself: a container behind a bridge is two away, and gets no answer (EC2 user guide, IMDSv2).
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { encrypted: "true", volumeType: "gp3", volumeSize: hosts.diskGibibytes, deleteOnTermination: "true" },
        },
      ],
      userData: clusterName.apply((cluster) => Buffer.from(userData(cluster)).toString("base64")),
    },
    { parent },
  );
}

/**
 * The ECS-optimised image of Amazon Linux 2023, named by AWS's public parameter: EC2 looks it up at each start (EC2 user guide,
 * "Use AWS Systems Manager parameters to reference AMIs"), so that a new image is no difference in a preview.
 */
function machineImage(architecture: Architecture): string {
  const variant = architecture === Architecture.Arm64 ? "amazon-linux-2023/arm64" : "amazon-linux-2023";
  return `resolve:ssm:/aws/service/ecs/optimized-ami/${variant}/recommended/image_id`;
}

function createAutoScalingGroup(
  name: string,
  { hosts, template, network }: { hosts: Hosts; template: aws.ec2.LaunchTemplate; network: NetworkRef },
  parent: pulumi.Resource,
  dependsOn: pulumi.Resource[],
): aws.autoscaling.Group {
  return new aws.autoscaling.Group(
    name,
    {
      vpcZoneIdentifiers: network.taskSubnetIds,
      minSize: hosts.fewest,
      maxSize: hosts.most,
      launchTemplate: { id: template.id, version: pulumi.interpolate`${template.latestVersion}` },
      maxInstanceLifetime: hosts.lifetimeDays * secondsOfDay,
      // A protected host is not replaced at the end of its life either (EC2 Auto Scaling user guide, "Maximum instance lifetime").
      protectFromScaleIn: false,
      // When the group goes its services are gone: nothing is left to drain, and the destruction need not wait for it.
      forceDelete: true,
      tags: [
        // ECS sets it, and an update would remove it (ECS developer guide, "Cluster auto scaling").
        { key: "AmazonECSManaged", value: "true", propagateAtLaunch: true },
        { key: "Name", value: name, propagateAtLaunch: true },
      ],
    },
    { parent, dependsOn },
  );
}

function createCapacityProvider(
  name: string,
  group: aws.autoscaling.Group,
  parent: pulumi.Resource,
): aws.ecs.CapacityProvider {
  return new aws.ecs.CapacityProvider(
    name,
    {
      autoScalingGroupProvider: {
        autoScalingGroupArn: group.arn,
        // Would need hosts that are protected from the end of their life. Draining moves the tasks of a host that is about to
        // end, for whatever reason (ECS developer guide, "Safely stop Amazon ECS workloads running on EC2 instances").
        managedTerminationProtection: "DISABLED",
        managedDraining: "ENABLED",
        managedScaling: { status: "ENABLED", targetCapacity: 100, instanceWarmupPeriod: warmUpSeconds },
      },
    },
    { parent },
  );
}
