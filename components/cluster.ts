import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../nginx";
import { checkChoice } from "./choice";
import { ContainerInsights } from "./containerInsights";
import { ContainerHosts } from "./hosts/containerHosts";
import { checkHosts, type HostsArgs, type HostsRef } from "./hosts/hostsArgs";
import { refuse } from "./invalidArguments";
import { checkScopedNames, type Scope } from "./naming";
import { checkSessions, createSessionLog, type SessionsArgs, type SessionsRef, sessionConfiguration } from "./sessions";
import { checkArguments } from "./shapes/checkArguments";
import { clusterShape } from "./shapes/clusterShape";

export interface ClusterArgs {
  /** Metrics of services, tasks and (enhanced) containers. @default "enabled" */
  containerInsights?: ContainerInsights;
  /** EC2 instances to run tasks on, beside Fargate. @default none */
  hosts?: HostsArgs;
  /** A record of the sessions that operators open in containers; a service with `exec` needs it. @default none */
  sessions?: SessionsArgs;
}

/** What a service needs of a cluster. */
export interface ClusterRef {
  /** ARN of the cluster; it resolves when the capacity providers are attached, which a service must wait for. */
  arn: pulumi.Input<string>;
  /** Its EC2 hosts. Whether there are any is plain. @default none */
  hosts?: HostsRef;
  /** Its record of sessions. Whether there is one is plain. @default none */
  sessions?: SessionsRef;
}

/**
 * An ECS cluster for Fargate, and for EC2 hosts where there are to be some.
 *
 * Makes the cluster with Container Insights and attaches the capacity providers FARGATE (the default) and FARGATE_SPOT. With
 * `hosts` it makes an Auto Scaling group of EC2 instances that ECS scales by the tasks on them, with `sessions` a log group
 * that holds what operators do in containers.
 *
 * Costs nothing itself; Container Insights is billed as CloudWatch metrics, $0.30 a month each, some 30 of them for a cluster
 * with one service (Amazon CloudWatch pricing). It also makes a log group of its own, which no stack owns or removes. A host
 * costs $17.58 a month as t3.small, $14.66 as t4g.small, with its disk (us-east-1, Amazon EC2 and EBS pricing).
 *
 * @throws InvalidArguments when a choice or a number is out of range, or the hosts' type, processor and network do not fit.
 * @example
 * const cluster = new Cluster("web", { hosts: { network, architecture: "arm64", most: 6 } });
 */
export class Cluster extends pulumi.ComponentResource {
  /** ARN of the cluster, resolved when its capacity providers are attached. */
  readonly arn: pulumi.Output<string>;
  /** Name of the cluster. */
  readonly clusterName: pulumi.Output<string>;
  /** What a service needs of its EC2 hosts, if it has any. */
  readonly hosts?: HostsRef;
  /** What a service needs of its record of sessions, if it keeps one. */
  readonly sessions?: SessionsRef;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    const scope = { project: pulumi.getProject(), stack: pulumi.getStack() };
    const where = `Cluster "${name}"`;
    refuse(checkArguments(where, args, clusterShape, () => checkCluster(where, name, args, scope)));
    const containerInsights = args.containerInsights ?? ContainerInsights.Enabled;
    super("gatehouse:index:Cluster", name, { containerInsights }, opts);
    const child = { parent: this };
    const sessionLog = args.sessions && createSessionLog(name, scope, args.sessions, this);
    const cluster = new aws.ecs.Cluster(
      name,
      {
        settings: [{ name: "containerInsights", value: containerInsights }],
        ...(sessionLog && args.sessions && { configuration: sessionConfiguration(sessionLog, args.sessions) }),
      },
      child,
    );
    const hosts =
      args.hosts && new ContainerHosts(`${name}-hosts`, { ...args.hosts, scope, clusterName: cluster.name }, child);
    const providers = new aws.ecs.ClusterCapacityProviders(
      name,
      {
        clusterName: cluster.name,
        capacityProviders: ["FARGATE", "FARGATE_SPOT", ...(hosts ? [hosts.ref.capacityProviderName] : [])],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      },
      child,
    );
    this.arn = pulumi.all([cluster.arn, providers.id]).apply(([arn]) => arn);
    this.clusterName = cluster.name;
    if (hosts !== undefined) this.hosts = hosts.ref;
    if (sessionLog !== undefined) {
      const { kmsKeyArn } = args.sessions ?? {};
      this.sessions = { logGroupArn: sessionLog.arn, ...(kmsKeyArn !== undefined && { kmsKeyArn }) };
    }
    this.registerOutputs({
      arn: this.arn,
      clusterName: this.clusterName,
      hosts: this.hosts,
      sessions: this.sessions,
    });
  }
}

/** Problems of a cluster's arguments. */
export function checkCluster(where: string, name: string, args: ClusterArgs, scope: Scope): Problem[] {
  const insights = args.containerInsights ?? ContainerInsights.Enabled;
  return [
    ...checkChoice(`${where}.containerInsights`, insights, Object.values(ContainerInsights)),
    ...(args.hosts === undefined ? [] : checkHosts(`${where}.hosts`, name, args.hosts)),
    ...(args.sessions === undefined ? [] : checkSessions(`${where}.sessions`, args.sessions)),
    ...(args.hosts === undefined && args.sessions === undefined ? [] : checkScopedNames(where, scope, `${name}-hosts`)),
  ];
}

/** The name of a cluster, which ends its ARN (Service Authorization Reference, Amazon ECS). */
export function nameOfCluster({ arn }: ClusterRef): pulumi.Output<string> {
  return pulumi.output(arn).apply((text) => text.slice(text.lastIndexOf("/") + 1));
}
