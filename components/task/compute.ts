import type { Problem } from "../../nginx";
import { checkChoice } from "../choice";
import { checkRanges } from "../range";

/** What runs the tasks. */
export const ComputeKind = { Fargate: "fargate", Hosts: "hosts" } as const;
export type ComputeKind = (typeof ComputeKind)[keyof typeof ComputeKind];

/**
 * How tasks on EC2 hosts are connected. On a bridge, all containers of a host reach each other by the bridge's addresses: one
 * of another service reaches the application's port there, past the proxy and every security group, unless it listens on a
 * socket. Run on such hosts only what may, or use `awsvpc`, where each task has an address and a security group of its own.
 */
export const NetworkMode = { Awsvpc: "awsvpc", Bridge: "bridge" } as const;
export type NetworkMode = (typeof NetworkMode)[keyof typeof NetworkMode];

/**
 * What runs the tasks: Fargate on demand, on Spot or on both, or the EC2 hosts of the cluster. Plain.
 *
 * Fargate Spot costs some 70 % less and takes a task away with two minutes' notice (AWS Fargate pricing); it runs on x86-64
 * and, since September 2024, on ARM64.
 */
export interface ComputeArgs {
  /** `fargate`, or `hosts`: the EC2 hosts that the cluster makes. @default "fargate" */
  kind?: ComputeKind;
  /** Of `fargate`: tasks that always run on demand, 0 to 100000, before the weights count. @default 0 */
  onDemandBase?: number;
  /** Of `fargate`: share of the further tasks that run on demand, 0 to 1000. @default 1 */
  onDemandWeight?: number;
  /** Of `fargate`: share of the further tasks that run on Spot, 0 to 1000. @default 0 */
  spotWeight?: number;
  /**
   * Of `hosts`: `awsvpc` gives each task an address and a security group of its own; in `bridge` tasks share the host's, the
   * proxy's port is published there, the proxy reaches the application by a link, and so does every other container of the
   * host by its address; the policy pack notes it. @default "awsvpc"
   */
  networkMode?: NetworkMode;
  /** Of `bridge`: port of the host for the proxy, 1 to 65535, which allows one task a host. @default one that ECS picks for each task */
  hostPort?: number;
}

/** A part of the tasks that a Fargate capacity provider runs. */
export interface FargateShare {
  provider: "FARGATE" | "FARGATE_SPOT";
  base: number;
  weight: number;
}

/** What runs the tasks, with the defaults filled in. */
export type Compute =
  | { kind: "fargate"; shares: FargateShare[] }
  | { kind: "hosts"; networkMode: "awsvpc" }
  | { kind: "hosts"; networkMode: "bridge"; hostPort: number | undefined };

/** Whether tasks have a network interface, and so a security group, of their own. */
export function hasOwnInterface(compute: Compute): boolean {
  return compute.kind === "fargate" || compute.networkMode === "awsvpc";
}

/** Fills in the defaults; judges nothing. */
export function planCompute(args: ComputeArgs = {}): Compute {
  if (args.kind === ComputeKind.Hosts) {
    return args.networkMode === NetworkMode.Bridge
      ? { kind: "hosts", networkMode: "bridge", hostPort: args.hostPort }
      : { kind: "hosts", networkMode: "awsvpc" };
  }
  const shares: FargateShare[] = [
    { provider: "FARGATE", base: args.onDemandBase ?? 0, weight: args.onDemandWeight ?? 1 },
    { provider: "FARGATE_SPOT", base: 0, weight: args.spotWeight ?? 0 },
  ];
  return { kind: "fargate", shares: shares.filter(({ base, weight }) => base > 0 || weight > 0) };
}

/** Arguments that mean something for one kind of compute only. */
const ofKind: Record<ComputeKind, readonly (keyof ComputeArgs)[]> = {
  fargate: ["onDemandBase", "onDemandWeight", "spotWeight"],
  hosts: ["networkMode", "hostPort"],
};

/** Problems of the choice; `stopSeconds` is what the containers may take to stop, one after the other. */
export function checkCompute(where: string, args: ComputeArgs = {}, stopSeconds: number): Problem[] {
  const kind = args.kind ?? ComputeKind.Fargate;
  const choice = [
    ...checkChoice(`${where}.kind`, kind, Object.values(ComputeKind)),
    ...checkChoice(`${where}.networkMode`, args.networkMode ?? NetworkMode.Awsvpc, Object.values(NetworkMode)),
  ];
  if (choice.length > 0) return choice;
  return [
    ...checkStrays(where, args, kind),
    ...(kind === ComputeKind.Fargate ? checkShares(where, args, stopSeconds) : checkHostPort(where, args)),
  ];
}

function checkStrays(where: string, args: ComputeArgs, kind: ComputeKind): Problem[] {
  const other = kind === ComputeKind.Fargate ? ComputeKind.Hosts : ComputeKind.Fargate;
  return ofKind[other]
    .filter((field) => args[field] !== undefined)
    .map((field) => ({
      where: `${where}.${field}`,
      given: `${args[field]}, with compute of kind ${kind}`,
      legal: `nothing: it belongs to kind ${other}`,
      fix: `leave it out, or use kind ${other}`,
    }));
}

/** Ranges: ECS API reference, CapacityProviderStrategyItem. */
function checkShares(where: string, args: ComputeArgs, stopSeconds: number): Problem[] {
  const problems = checkRanges(where, [
    { field: "onDemandBase", value: args.onDemandBase ?? 0, from: 0, to: 100000, unit: "tasks" },
    { field: "onDemandWeight", value: args.onDemandWeight ?? 1, from: 0, to: 1000, unit: "as a whole number" },
    { field: "spotWeight", value: args.spotWeight ?? 0, from: 0, to: 1000, unit: "as a whole number" },
  ]);
  if ((args.onDemandWeight ?? 1) === 0 && (args.spotWeight ?? 0) === 0) {
    problems.push({
      where: `${where}.onDemandWeight`,
      given: "0, and 0 as spotWeight",
      legal: "one of the two above 0, or nothing runs the tasks beyond the base",
      fix: "use 1 as onDemandWeight or spotWeight",
    });
  }
  // ECS developer guide, "Fargate Spot termination notices": two minutes, in which the containers stop one after the other.
  if ((args.spotWeight ?? 0) > 0 && stopSeconds > spotNoticeSeconds) {
    problems.push({
      where: `${where}.spotWeight`,
      given: `${args.spotWeight}, with containers that may take ${stopSeconds} seconds to stop one after the other`,
      legal: `stopSeconds of at most ${spotNoticeSeconds} together: Spot takes a task away after that`,
      fix: "shorten stopSeconds of the proxy or the application, or use no Spot",
    });
  }
  return problems;
}

const spotNoticeSeconds = 120;

function checkHostPort(where: string, { networkMode, hostPort }: ComputeArgs): Problem[] {
  if (hostPort === undefined) return [];
  if (networkMode !== NetworkMode.Bridge) {
    return [
      {
        where: `${where}.hostPort`,
        given: String(hostPort),
        legal: "nothing in network mode awsvpc, where a task has its own address",
        fix: "leave it out, or use networkMode bridge",
      },
    ];
  }
  return checkRanges(where, [{ field: "hostPort", value: hostPort, from: 1, to: 65535, unit: "as a whole number" }]);
}
