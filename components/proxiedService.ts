import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../nginx";
import { checkServicePlan } from "./checkServicePlan";
import { checkChoice } from "./choice";
import type { ClusterRef } from "./cluster";
import { containerNames, reservedEnvironment } from "./containerDefinitions";
import { Architecture, type ImageRef } from "./containerImage";
import { refuse } from "./invalidArguments";
import type { LoadBalancerRef } from "./loadBalancer";
import { checkComponentName, checkScopedNames, logGroupName, type Scope } from "./naming";
import type { NetworkRef } from "./network";
import { createProxyImage } from "./proxyImage";
import { createRoles } from "./roles";
import { createService } from "./service";
import {
  type ContainerHealthArgs,
  type ProxyArgs,
  planService,
  type RolloutArgs,
  type ServicePlan,
  type TargetHealthArgs,
} from "./servicePlan";
import { createTargetGroup } from "./targetGroup";
import { createTaskDefinition, type TaskLogGroups } from "./taskDefinition";
import { createTaskSecurityGroup } from "./taskSecurityGroup";

/** The application behind the proxy. */
export interface ApplicationArgs {
  /**
   * Its image; a `ContainerImage`, or any other that takes HOST and PORT from its environment and runs as user 1000, with
   * a read-only root file system and no capability.
   */
  image: ImageRef;
  /** How ECS tells that it is well; the proxy starts only then. Plain. */
  health: ContainerHealthArgs;
  /** Port on the task's loopback, 1024 to 65535; the application gets it as PORT. Plain. @default 3000 */
  port?: number;
  /** Seconds that it keeps an idle connection of the proxy (KEEP_ALIVE_SECONDS); the proxy keeps it 5 less. Plain. @default 65 */
  keepAliveSeconds?: number;
  /** Seconds between SIGTERM and SIGKILL, 2 to 120. Plain. @default 30 */
  stopSeconds?: number;
  /** Further environment. HOST, PORT, KEEP_ALIVE_SECONDS and STOP_SECONDS are the gate's. @default none */
  environment?: Record<string, pulumi.Input<string>>;
}

export interface ProxiedServiceArgs {
  /** Where the tasks run. */
  network: NetworkRef;
  /** The ECS cluster that they belong to. */
  cluster: ClusterRef;
  /** What visitors talk to; it takes a rule for this service. */
  loadBalancer: LoadBalancerRef;
  /** What runs behind the proxy. */
  application: ApplicationArgs;
  /** What the proxy lets through. */
  proxy: ProxyArgs;
  /** CPU units of a task, 1024 = 1 vCPU. Plain. @default 256 */
  cpu?: number;
  /** Memory of a task in MiB, as Fargate sells it with the CPU. Plain. @default 512 */
  memory?: number;
  /** Processor of the task and of both images. Plain. @default "x86_64" */
  architecture?: Architecture;
  /** Tasks, 0 to 5000. Plain. @default 2 */
  desiredCount?: number;
  /** Place among the rules of the load balancer's listener, 1 to 50000. Plain. @default 100 */
  priority?: number;
  /** How the load balancer checks the proxy. Plain. */
  targetHealth?: TargetHealthArgs;
  /** How a new revision replaces the old one. Plain. */
  rollout?: RolloutArgs;
  /** Days that logs are kept, as CloudWatch sells them (1, 3, 5, 7, 14, 30, 60, 90 …; 0 for ever). Plain. @default 30 */
  logDays?: number;
  /** Delete the proxy's images with the stack. @default false */
  forceDelete?: boolean;
}

/**
 * An application on Fargate that can be reached only through its nginx proxy.
 *
 * Makes the proxy's image from the routes (with a repository of its own), one log group a container, an execution and a task
 * role, the target group on the proxy and its listener rule, a security group that admits the load balancer to the proxy's
 * port and nothing else, the task definition with both containers, and the service. The application listens on the task's
 * loopback; it starts before the proxy and stops after it.
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
 *   network, cluster, loadBalancer,
 *   application: { image, health: { command: ["CMD", "node", "dist/health.js"] } },
 *   proxy: { routes: [{ path: "/api/users/:id", methods: ["GET"] }] },
 * });
 */
export class ProxiedService extends pulumi.ComponentResource {
  /** Security group of the tasks. */
  readonly securityGroupId: pulumi.Output<string>;
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
    const plan = planOf(args);
    const environment = Object.keys(args.application.environment ?? {});
    refuse([
      ...checkProxiedService(`ProxiedService "${name}"`, name, { scope, plan, environment }),
      ...checkChoice(`ProxiedService "${name}".architecture`, architectureOf(args), Object.values(Architecture)),
    ]);
    super("gatehouse:index:ProxiedService", name, contract(plan), opts);

    const proxyImage = createProxyImage(
      name,
      { scope, settings: plan.proxy, architecture: architectureOf(args), forceDelete: args.forceDelete ?? false },
      { parent: this },
    );
    const logGroups = createLogGroups(name, scope, plan.logDays, this);
    const images = { proxy: proxyImage, application: args.application.image };
    const roles = createRoles(
      name,
      scope,
      { images: Object.values(images), logGroups: Object.values(logGroups) },
      this,
    );
    const { group: securityGroup, rules } = createTaskSecurityGroup(name, plan.proxy.port, args, this);
    const { targetGroup, rule } = createTargetGroup(name, plan, args, this);
    const taskDefinition = createTaskDefinition(
      name,
      { plan, images, roles, logGroups, architecture: architectureOf(args), environment: args.application.environment },
      { parent: this },
    );
    const service = createService(
      name,
      { plan, cluster: args.cluster, network: args.network, securityGroup, targetGroup, taskDefinition },
      // ECS refuses a target group that no listener uses yet, and without the rules no task pulls its images or gets well.
      { parent: this, dependsOn: [rule, ...rules] },
    );

    this.securityGroupId = securityGroup.id;
    this.targetGroupArn = targetGroup.arn;
    this.taskDefinitionArn = taskDefinition.arn;
    this.serviceName = service.name;
    this.proxyImageUri = proxyImage.uri;
    this.registerOutputs({
      securityGroupId: this.securityGroupId,
      targetGroupArn: this.targetGroupArn,
      taskDefinitionArn: this.taskDefinitionArn,
      serviceName: this.serviceName,
      proxyImageUri: this.proxyImageUri,
    });
  }
}

/** Problems of a service as planned; the program's configuration asks this too, before any resource. */
export function checkProxiedService(
  where: string,
  name: string,
  { scope, plan, environment }: { scope: Scope; plan: ServicePlan; environment: string[] },
): Problem[] {
  const taken = environment.filter((variable) => reservedEnvironment.some((reserved) => reserved === variable));
  return [
    ...checkComponentName(where, name),
    ...checkScopedNames(where, scope, name),
    ...checkServicePlan(where, plan),
    ...taken.map((variable) => ({
      where: `${where}.application.environment.${variable}`,
      given: "a value",
      legal: `any name but ${reservedEnvironment.join(", ")}, which the gate sets from port, keepAliveSeconds and stopSeconds`,
      fix: "remove it",
    })),
  ];
}

function planOf(args: ProxiedServiceArgs): ServicePlan {
  return planService(args, { idleSeconds: args.loadBalancer.idleSeconds, cidrs: args.network.loadBalancerCidrs });
}

/** What the component says of itself, known at the first preview: the pack can hold it against the task definition. */
function contract(plan: ServicePlan) {
  return {
    proxyContainer: containerNames.proxy,
    proxyPort: plan.proxy.port,
    applicationContainer: containerNames.application,
    applicationPort: plan.proxy.upstream.port,
  };
}

function createLogGroups(name: string, scope: Scope, days: number, parent: pulumi.Resource): TaskLogGroups {
  const create = (container: string) =>
    new aws.cloudwatch.LogGroup(
      `${name}-${container}`,
      { name: logGroupName(scope, name, container), retentionInDays: days },
      { parent },
    );
  return { proxy: create(containerNames.proxy), application: create(containerNames.application) };
}

function architectureOf(args: ProxiedServiceArgs): Architecture {
  return args.architecture ?? Architecture.X86_64;
}
