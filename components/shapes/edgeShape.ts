import type { DomainArgs } from "../certificate";
import type { DistributionArgs } from "../distribution";
import { ClientAddressMode, EdgeKind } from "../edges/edgeKind";
import type { EdgeRef } from "../edges/edgeRef";
import { type FirewallArgs, ManagedRuleGroup } from "../edges/firewallPlan";
import type { PriorityRange } from "../edges/priorities";
import { TlsPolicy } from "../edges/tlsPolicy";
import type { HttpApiArgs } from "../httpApi";
import type { LoadBalancerArgs } from "../loadBalancer";
import type { NetworkLoadBalancerArgs } from "../networkLoadBalancer";
import { networkRef } from "./networkShape";
import { list, object, reference } from "./objects";
import { choice, flag, input, number, text } from "./values";

const domain = object<DomainArgs>({ name: input(text), zoneId: input(text) }, {});

const firewall = object<FirewallArgs>(
  {},
  { managedGroups: list(choice(Object.values(ManagedRuleGroup))), ratePerFiveMinutes: number, logDays: number },
);

const tlsPolicy = choice(Object.values(TlsPolicy));
const clientAddress = choice(Object.values(ClientAddressMode));

/** `LoadBalancerArgs`. */
export const loadBalancerShape = object<LoadBalancerArgs>(
  { network: networkRef },
  {
    idleSeconds: number,
    certificateArn: input(text),
    domain,
    tlsPolicy,
    internal: flag,
    clients: list(text),
    dualStack: flag,
    firewall,
    accessLogDays: number,
    deletionProtection: flag,
    forceDelete: flag,
  },
);

/** `NetworkLoadBalancerArgs`. */
export const networkLoadBalancerShape = object<NetworkLoadBalancerArgs>(
  { network: networkRef },
  {
    clients: list(text),
    port: number,
    certificateArn: input(text),
    domain,
    tlsPolicy,
    clientAddress,
    idleSeconds: number,
    crossZone: flag,
    deletionProtection: flag,
  },
);

/** `HttpApiArgs`. */
export const httpApiShape = object<HttpApiArgs>(
  { network: networkRef },
  {
    domain,
    ratePerSecond: number,
    burst: number,
    logDays: number,
    idleSeconds: number,
    accessLogDays: number,
    deletionProtection: flag,
    forceDelete: flag,
  },
);

/** `DistributionArgs`. */
export const distributionShape = object<DistributionArgs>(
  { network: networkRef },
  {
    domain,
    firewall,
    originSeconds: number,
    idleSeconds: number,
    accessLogDays: number,
    deletionProtection: flag,
    forceDelete: flag,
  },
);

/** `EdgeRef`. */
export const edgeRef = reference<EdgeRef>(
  {
    kind: choice(Object.values(EdgeKind)),
    idleSeconds: number,
    subnets: list(text),
    loadBalancerArn: input(text),
    securityGroupId: input(text),
  },
  {
    answerSeconds: number,
    listenerArn: input(text),
    priorities: object<PriorityRange>({ from: number, to: number }, {}),
    port: number,
    certificateArn: input(text),
    tlsPolicy,
    clientAddress,
    inboundRules: number,
  },
);
