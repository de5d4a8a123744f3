import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../nginx";
import { Architecture } from "../architecture";
import { checkChoice } from "../choice";
import type { EdgeRef } from "../edges/edgeRef";
import type { NetworkRef } from "../network";
import { checkRanges } from "../range";

/** EC2 instances on which a cluster runs tasks. */
export interface HostsArgs {
  /** Where they stand: in the subnets of tasks, without a public address. */
  network: NetworkRef;
  /** Processor; that of the services on them. Plain. @default "x86_64" */
  architecture?: Architecture;
  /** Instance type. Plain. @default "t3.small" for x86_64, "t4g.small" for arm64: 2 vCPUs and 2 GiB */
  instanceType?: string;
  /** Instances that always run, 0 to 1000. Plain. @default 1 */
  fewest?: number;
  /** Instances that ECS may start for its tasks, 1 to 1000. Plain. @default 4 */
  most?: number;
  /** GiB of the encrypted disk, 30 to 16384. Plain. @default 30, the size of the machine image */
  diskGibibytes?: number;
  /** Days after which an instance is drained and replaced by one with the latest machine image, 1 to 365. Plain. @default 30 */
  lifetimeDays?: number;
  /**
   * Edges in front of services in network mode bridge whose proxies get a port from ECS: the hosts admit their load balancers
   * to all such ports, once for all services. @default none
   */
  edges?: EdgeRef[];
}

/** What a service needs of the hosts that run it. */
export interface HostsRef {
  /** Name of the ECS capacity provider. */
  capacityProviderName: pulumi.Input<string>;
  /** Security group of the hosts. */
  securityGroupId: pulumi.Input<string>;
  /** Processor. Plain. */
  architecture: Architecture;
  /** Instances at most. Plain. */
  most: number;
  /** Whether load balancers are admitted to the ports that ECS picks. Plain. */
  admitsPickedPorts: boolean;
}

/** Arguments with their defaults. */
export type Hosts = Required<Omit<HostsArgs, "network">>;

/** Fills in the defaults; judges nothing. */
export function planHosts(args: HostsArgs): Hosts {
  const architecture = args.architecture ?? Architecture.X86_64;
  return {
    architecture,
    instanceType: args.instanceType ?? (architecture === Architecture.Arm64 ? "t4g.small" : "t3.small"),
    fewest: args.fewest ?? 1,
    most: args.most ?? 4,
    diskGibibytes: args.diskGibibytes ?? smallestDisk,
    lifetimeDays: args.lifetimeDays ?? 30,
    edges: args.edges ?? [],
  };
}

/** Size of the snapshot in the ECS-optimised Amazon Linux 2023 image; EC2 starts no smaller disk from it. */
const smallestDisk = 30;

/** Family and generation, then a letter for the processor: `g` is Graviton (EC2 user guide, "Instance type naming conventions"). */
const instanceType = /^(?<family>[a-z]+\d+|u-\d+tb\d+)(?<options>[a-z]*)(?:-[a-z0-9]+)?\.[a-z0-9-]+$/;

/** Problems of the hosts' arguments; `name` is the logical name of the capacity provider. */
export function checkHosts(where: string, name: string, args: HostsArgs): Problem[] {
  const hosts = planHosts(args);
  const problems = [
    ...checkChoice(`${where}.architecture`, hosts.architecture, Object.values(Architecture)),
    // EC2 Auto Scaling API, CreateAutoScalingGroup: maxInstanceLifetime is a day to a year. ECS: a managed group has up to 1000.
    ...checkRanges(where, [
      { field: "fewest", value: hosts.fewest, from: 0, to: 1000, unit: "instances" },
      { field: "most", value: hosts.most, from: 1, to: 1000, unit: "instances" },
      { field: "diskGibibytes", value: hosts.diskGibibytes, from: smallestDisk, to: 16384, unit: "GiB" },
      { field: "lifetimeDays", value: hosts.lifetimeDays, from: 1, to: 365, unit: "days" },
    ]),
    ...checkProviderName(where, name),
    ...checkInstanceType(where, hosts),
  ];
  if (hosts.fewest > hosts.most) {
    const given = `${hosts.fewest}, with at most ${hosts.most}`;
    problems.push({ where: `${where}.fewest`, given, legal: "no more than most", fix: `use ${hosts.most}` });
  }
  return [...problems, ...checkWayOut(`${where}.network`, args.network)];
}

/** Services that ECS's agent talks to (ECS developer guide, "Amazon ECS interface VPC endpoints"). */
const agentServices = ["ecs", "ecs-agent", "ecs-telemetry"];

/** The hosts have no public address: they need another way to ECS. */
function checkWayOut(where: string, { taskPublicAddress, endpoints }: NetworkRef): Problem[] {
  if (taskPublicAddress) {
    return [
      {
        where,
        given: "a network whose subnets of tasks lead out by public addresses only",
        legal: "one with a NAT gateway or endpoints: the hosts have no public address, and would not reach ECS",
        fix: "use the layout private",
      },
    ];
  }
  const missing = endpoints === undefined ? [] : agentServices.filter((each) => !endpoints.services.includes(each));
  if (missing.length === 0) return [];
  return [
    {
      where,
      given: `a network without a way to the internet, and without an endpoint for ${missing.join(", ")}`,
      legal: `endpoints for ${agentServices.join(", ")}: the hosts would not reach ECS`,
      fix: `add ${missing.join(", ")} to the network's endpoints`,
    },
  ];
}

/** ECS API reference, CreateCapacityProvider. */
function checkProviderName(where: string, name: string): Problem[] {
  if (!/^(?:aws|ecs|fargate)/i.test(name)) return [];
  const legal = "a name that begins with none of aws, ecs and fargate, which ECS keeps for its own capacity providers";
  return [{ where, given: JSON.stringify(name), legal, fix: "rename the cluster" }];
}

function checkInstanceType(where: string, { instanceType: type, architecture }: Hosts): Problem[] {
  const field = `${where}.instanceType`;
  const parts = instanceType.exec(type)?.groups;
  if (parts === undefined) {
    return [{ where: field, given: JSON.stringify(type), legal: "an instance type such as t3.small", fix: "use one" }];
  }
  const isArm = parts.family === "a1" || parts.options?.startsWith("g") === true;
  if (isArm === (architecture === Architecture.Arm64)) return [];
  return [
    {
      where: field,
      given: `${type}, with architecture ${architecture}`,
      legal: `a type of that processor: Graviton types have a g after their generation`,
      fix: `use ${isArm ? "t3.small, or architecture arm64" : "t4g.small, or architecture x86_64"}`,
    },
  ];
}
