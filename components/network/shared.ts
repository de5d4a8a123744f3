import type * as pulumi from "@pulumi/pulumi";
import { isObject } from "../../nginx";
import { InvalidArguments } from "../invalidArguments";
import type { NetworkRef } from "../network";
import type { EndpointsRef } from "./endpoints";
import { existingNetwork } from "./existing";

/** What `networkFields` gives, as another stack reads it. */
interface DeployedNetwork {
  vpcId: string;
  loadBalancerSubnetIds: string[];
  loadBalancerCidrs: string[];
  taskSubnetIds: string[];
  taskPublicAddress: boolean;
  loadBalancerIpv6?: boolean;
  endpoints?: EndpointsRef;
}

/**
 * The fields of a network, without those of a component: what a stack exports for `networkOf` in another one.
 *
 * @example
 * export const shared = networkFields(new Network("web", {}));
 */
export function networkFields(network: NetworkRef): NetworkRef {
  const {
    vpcId,
    loadBalancerSubnetIds,
    loadBalancerCidrs,
    taskSubnetIds,
    taskPublicAddress,
    endpoints,
    loadBalancerIpv6,
  } = network;
  return {
    vpcId,
    loadBalancerSubnetIds,
    loadBalancerCidrs,
    taskSubnetIds,
    taskPublicAddress,
    ...(loadBalancerIpv6 === undefined ? {} : { loadBalancerIpv6 }),
    ...(endpoints === undefined ? {} : { endpoints }),
  };
}

/**
 * Reads a network that another stack exports. It has to be awaited, and the other stack to be deployed: the load balancer's
 * subnets are in nginx.conf, and so in the name of an image that the first preview has to know.
 *
 * @throws InvalidArguments when the other stack has no such output, or it is no network.
 * @example
 * const network = await networkOf(new pulumi.StackReference("acme/network/prod"), "shared");
 */
export async function networkOf(stack: pulumi.StackReference, output: string): Promise<NetworkRef> {
  const { value }: { value?: unknown } = await stack.getOutputDetails(output);
  if (!isNetwork(value)) {
    const given = value === undefined || value === null ? "nothing in plain" : "something else";
    const fix = "export networkFields(network) there, and deploy that stack first";
    throw new InvalidArguments([{ where: `the other stack's output "${output}"`, given, legal: "a network", fix }]);
  }
  const { loadBalancerSubnetIds, loadBalancerCidrs, ...rest } = value;
  const loadBalancerSubnets = loadBalancerSubnetIds.map((id, n) => ({ id, cidrBlock: loadBalancerCidrs[n] ?? "" }));
  return existingNetwork(output, { ...rest, loadBalancerSubnets });
}

function isNetwork(value: unknown): value is DeployedNetwork {
  if (!isObject(value)) return false;
  const { vpcId, loadBalancerSubnetIds, loadBalancerCidrs, taskSubnetIds } = value;
  const { taskPublicAddress, loadBalancerIpv6 = false, endpoints } = value;
  return (
    typeof vpcId === "string" &&
    [loadBalancerSubnetIds, loadBalancerCidrs, taskSubnetIds].every(isTexts) &&
    [taskPublicAddress, loadBalancerIpv6].every((flag) => typeof flag === "boolean") &&
    (endpoints === undefined || isEndpoints(endpoints))
  );
}

function isEndpoints(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { securityGroupId, s3PrefixListId, services } = value;
  return typeof securityGroupId === "string" && typeof s3PrefixListId === "string" && isTexts(services);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}
