import * as pulumi from "@pulumi/pulumi";
import type { ApplicationArgs } from "./applicationArgs";
import type { Architecture } from "./architecture";
import { architectureOf, checkServiceArguments, planOf } from "./checkServiceArguments";
import { type ClusterRef, nameOfCluster } from "./cluster";
import { containerNames } from "./containerDefinitions";
import type { EdgeRef } from "./edges/edgeRef";
import type { ListenerRuleArgs } from "./edges/rulePlan";
import { refuse } from "./invalidArguments";
import type { NetworkRef } from "./network";
import type { ProxyArgs } from "./proxy/proxyArgs";
import { createProxyImage } from "./proxyImage";
import type { ReleaseArgs } from "./release/releasePlan";
import { createScaling } from "./release/scaling";
import { createShift } from "./release/shift";
import { createRoles } from "./roles";
import { createService } from "./service";
import type { RolloutArgs, ServicePlan, TargetHealthArgs } from "./servicePlan";
import { attachTargetGroup, createTargetGroups } from "./targetGroup";
import { taskAccess } from "./task/access";
import { createLogGroups } from "./task/logGroups";
import { proxySettings } from "./task/proxyUpstream";
import type { TaskArgs } from "./task/taskArgs";
import { createTaskNetwork } from "./task/taskNetwork";
import { createTaskDefinition } from "./taskDefinition";
import { watchService, watchTargets } from "./watching/watch";
import type { WatchingArgs } from "./watching/watchingArgs";

export interface ProxiedServiceArgs extends TaskArgs, ReleaseArgs, WatchingArgs {
  /** Where the tasks run. */
  network: NetworkRef;
  /** The ECS cluster that they belong to. */
  cluster: ClusterRef;
  /** What visitors talk to: a `LoadBalancer`, `NetworkLoadBalancer`, `HttpApi` or `Distribution`, here or in another stack. */
  edge: EdgeRef;
  /** What runs behind the proxy. @default nothing: every route goes to an upstream outside the task, or is answered here */
  application?: ApplicationArgs;
  /** What the proxy lets through. */
  proxy: ProxyArgs;
  /** CPU units of a task, 1024 = 1 vCPU. Plain. @default 256 */
  cpu?: number;
  /** Memory of a task in MiB, as Fargate sells it with the CPU. Plain. @default 512 */
  memory?: number;
  /** Processor of the task and of both images. Plain. @default "x86_64" */
  architecture?: Architecture;
  /** The requests that it takes, if it shares its edge. Plain. @default every request that no other rule takes, asked last */
  rule?: ListenerRuleArgs;
  /** How the load balancer checks the proxy. Plain. */
  targetHealth?: TargetHealthArgs;
  /** How tasks come and go in a deployment. Plain. */
  rollout?: RolloutArgs;
  /** Days that logs are kept, as CloudWatch sells them (1, 3, 5, 7, 14, 30, 60, 90 …; 0 for ever). Plain. @default 30 */
  logDays?: number;
  /** Delete the proxy's images with the stack. @default false */
  forceDelete?: boolean;
}

/**
 * An application on Fargate, or on EC2 hosts, that can be reached only through its nginx proxy; in network mode bridge, also by
 * the other containers of its host (see `compute.networkMode`).
 *
 * Makes the proxy's image from its sites (with a repository of its own), one log group a container, an execution and a task
 * role, the target group on the proxy and its listener rule, a security group that admits the load balancer to the proxy's
 * port and nothing else, the task definition with all containers, and the service. The application listens on the task's
 * loopback, or on a Unix socket that the two containers share; it starts before the proxy and stops after it.
 *
 * With `scaling`, `alarms`, `dashboard` and a `deployment` that is not rolling it makes what these need beside the service.
 *
 * The security group lets tasks out to HTTPS only; add an `aws.vpc.SecurityGroupEgressRule` on `securityGroupId` for more.
 *
 * Costs $9.01 a month for each task of 256 CPU units and 512 MiB, $36.04 for 1 vCPU and 2 GB (us-east-1, AWS Fargate pricing,
 * Linux on x86), and $0.50 per GB of logs.
 *
 * @throws InvalidArguments with every contradiction at once: a size that Fargate does not sell, time-outs in the wrong order,
 * a route that could mean more than it says, a name that AWS would not take.
 * @example
 * const service = new ProxiedService("web", {
 *   network, cluster, edge: loadBalancer,
 *   application: { image, health: { command: ["CMD", "node", "dist/health.js"] } },
 *   proxy: { sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] },
 * });
 */
export class ProxiedService extends pulumi.ComponentResource {
  /** Security group of the tasks, or of the hosts that they share. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Role that the containers act with, to attach permissions to. */
  readonly taskRoleName: pulumi.Output<string>;
  /** Target group on the proxy's port. */
  readonly targetGroupArn: pulumi.Output<string>;
  /** Task definition, with its revision. */
  readonly taskDefinitionArn: pulumi.Output<string>;
  /** Name of the ECS service. */
  readonly serviceName: pulumi.Output<string>;
  /** Image of the proxy; its tag changes when nginx.conf does. */
  readonly proxyImageUri: pulumi.Output<string>;

  constructor(name: string, args: ProxiedServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    const scope = { project: pulumi.getProject(), stack: pulumi.getStack() };
    refuse(checkServiceArguments(name, scope, args));
    const plan = planOf(args);
    super("gatehouse:index:ProxiedService", name, contract(plan), opts);

    const proxyImage = createProxyImage(
      name,
      {
        scope,
        settings: proxySettings(plan),
        folders: args.proxy.folders ?? {},
        baseImage: args.proxy.baseImage,
        architecture: architectureOf(args),
        forceDelete: args.forceDelete ?? false,
      },
      { parent: this },
    );
    const logGroups = createLogGroups(name, scope, plan, this);
    const images = { proxy: proxyImage, ...(args.application && { application: args.application.image }) };
    const { hosts, sessions } = args.cluster;
    const roles = createRoles(name, scope, taskAccess(args, { proxyImage, logGroups, sessions }, this), this);
    const around = { network: args.network, edge: args.edge, hosts, volumes: args.volumes ?? [] };
    const { securityGroupId, rules } = createTaskNetwork(name, plan, around, this);
    const groups = createTargetGroups(name, plan, args, this);
    const attached = attachTargetGroup(name, plan, { edge: args.edge, groups }, this);
    const release = { scope, plan, edge: args.edge, groups, attached };
    const { shift, before } = createShift(name, release, this);
    const watched = { scope, plan: plan.watching, alarms: args.alarms, edge: args.edge, groups };
    const alarms = watchTargets(name, watched, this);
    const taskDefinition = createTaskDefinition(
      name,
      {
        plan,
        images,
        roles,
        logGroups,
        architecture: architectureOf(args),
        task: args,
        ...(args.application && { application: args.application }),
      },
      { parent: this },
    );
    const service = createService(
      name,
      { plan, cluster: args.cluster, network: args.network, securityGroupId, groups, taskDefinition, shift, alarms },
      // ECS refuses a target group that no listener uses yet, and without the rules no task pulls its images or gets well.
      { parent: this, dependsOn: [attached, ...rules, ...before] },
    );
    const clusterName = nameOfCluster(args.cluster);
    createScaling(name, { ...release, clusterName, service }, this);
    watchService(name, watched, { service, clusterName, proxyLogGroup: logGroups[containerNames.proxy] }, this);

    this.securityGroupId = pulumi.output(securityGroupId);
    this.taskRoleName = roles.task.name;
    this.targetGroupArn = groups.primary.arn;
    this.taskDefinitionArn = taskDefinition.arn;
    this.serviceName = service.name;
    this.proxyImageUri = proxyImage.uri;
    this.registerOutputs({
      securityGroupId: this.securityGroupId,
      taskRoleName: this.taskRoleName,
      targetGroupArn: this.targetGroupArn,
      taskDefinitionArn: this.taskDefinitionArn,
      serviceName: this.serviceName,
      proxyImageUri: this.proxyImageUri,
    });
  }
}

/** What the component says of itself, known at the first preview: the pack can hold it against the task definition. */
function contract(plan: ServicePlan) {
  return {
    proxyContainer: containerNames.proxy,
    proxyPort: plan.proxy.port,
    ...(plan.application && {
      applicationContainer: containerNames.application,
      // An application on a socket has none.
      ...("port" in plan.task.listen && { applicationPort: plan.task.listen.port }),
    }),
  };
}
