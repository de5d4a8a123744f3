import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkChoice } from "./choice";
import { refuse } from "./invalidArguments";

/** How much CloudWatch Container Insights records. */
export const ContainerInsights = { Enhanced: "enhanced", Enabled: "enabled", Disabled: "disabled" } as const;
export type ContainerInsights = (typeof ContainerInsights)[keyof typeof ContainerInsights];

export interface ClusterArgs {
  /** Metrics of services, tasks and (enhanced) containers. @default "enabled" */
  containerInsights?: ContainerInsights;
}

/** What a service needs of a cluster. */
export interface ClusterRef {
  /** ARN of the cluster; it resolves when the capacity providers are attached, which a service must wait for. */
  arn: pulumi.Input<string>;
}

/**
 * An ECS cluster for Fargate.
 *
 * Makes the cluster with Container Insights and attaches the capacity providers FARGATE (the default) and FARGATE_SPOT.
 *
 * Costs nothing itself; Container Insights is billed as CloudWatch metrics, $0.30 a month each, some 30 of them for a cluster
 * with one service (Amazon CloudWatch pricing). It also makes a log group of its own, which no stack owns or removes.
 *
 * @throws InvalidArguments when `containerInsights` is none of the three.
 * @example
 * const cluster = new Cluster("web", {});
 */
export class Cluster extends pulumi.ComponentResource {
  /** ARN of the cluster, resolved when its capacity providers are attached. */
  readonly arn: pulumi.Output<string>;
  /** Name of the cluster. */
  readonly clusterName: pulumi.Output<string>;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    const containerInsights = args.containerInsights ?? ContainerInsights.Enabled;
    refuse(checkChoice(`Cluster "${name}".containerInsights`, containerInsights, Object.values(ContainerInsights)));
    super("gatehouse:index:Cluster", name, { containerInsights }, opts);
    const child = { parent: this };
    const cluster = new aws.ecs.Cluster(
      name,
      { settings: [{ name: "containerInsights", value: containerInsights }] },
      child,
    );
    const providers = new aws.ecs.ClusterCapacityProviders(
      name,
      {
        clusterName: cluster.name,
        capacityProviders: ["FARGATE", "FARGATE_SPOT"],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      },
      child,
    );
    this.arn = pulumi.all([cluster.arn, providers.id]).apply(([arn]) => arn);
    this.clusterName = cluster.name;
    this.registerOutputs({ arn: this.arn, clusterName: this.clusterName });
  }
}
