import type { NetworkArgs, NetworkRef } from "../network";
import type { EndpointsRef } from "../network/endpoints";
import type { ExistingNetworkArgs, LoadBalancerSubnet } from "../network/existing";
import { type FlowLogsArgs, FlowTraffic } from "../network/flowLogs";
import { NetworkLayout } from "../network/layout";
import { list, object, reference } from "./objects";
import { choice, flag, input, number, text } from "./values";

const flowLogs = object<FlowLogsArgs>({}, { days: number, traffic: choice(Object.values(FlowTraffic)) });

/** `NetworkArgs`. */
export const networkShape = object<NetworkArgs>(
  {},
  {
    cidrBlock: text,
    zones: number,
    availabilityZones: list(text),
    layout: choice(Object.values(NetworkLayout)),
    endpoints: list(text),
    ipv6: flag,
    flowLogs,
  },
);

const endpoints = object<EndpointsRef>(
  { securityGroupId: input(text), s3PrefixListId: input(text), services: list(text) },
  {},
);

/** `NetworkRef`. */
export const networkRef = reference<NetworkRef>(
  {
    vpcId: input(text),
    loadBalancerSubnetIds: input(list(input(text))),
    loadBalancerCidrs: list(text),
    taskSubnetIds: input(list(input(text))),
    taskPublicAddress: flag,
  },
  { loadBalancerIpv6: flag, endpoints },
);

/** `ExistingNetworkArgs`. */
export const existingNetworkShape = object<ExistingNetworkArgs>(
  {
    vpcId: input(text),
    loadBalancerSubnets: list(object<LoadBalancerSubnet>({ id: input(text), cidrBlock: text }, {})),
    taskSubnetIds: list(input(text)),
  },
  { loadBalancerIpv6: flag, taskPublicAddress: flag, endpoints },
);
