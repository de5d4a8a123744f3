import type { Problem } from "../../nginx";
import { checkCertificate } from "../certificate";
import { checkChoice } from "../choice";
import type { LoadBalancerArgs } from "../loadBalancer";
import { checkRanges } from "../range";
import { checkClients, planClients } from "./clients";
import { checkFirewall, planFirewall } from "./firewallPlan";
import { TlsPolicy } from "./tlsPolicy";

/** A load balancer's arguments that do not come from another resource. */
export type LoadBalancerSettings = Omit<LoadBalancerArgs, "network">;

/** Elastic Load Balancing API, attribute `idle_timeout.timeout_seconds`: 1 to 4000, 60 if not said. */
const idle = { shortest: 1, longest: 4000, usual: 60 } as const;

/** Days that access logs are kept. */
const logDays = { fewest: 1, most: 3650, usual: 90 } as const;

/** Ports of the listeners. */
const usualPorts = { http: 80, https: 443 } as const;

/** Its arguments with their defaults, as far as they are plain. */
export interface LoadBalancerPlan {
  idleSeconds: number;
  accessLogDays: number;
  https: boolean;
  internal: boolean;
  dualStack: boolean;
  clients: string[];
  /** Ports of its listeners; with a certificate HTTP only redirects. */
  ports: { http: number; https?: number };
}

/** Fills in the defaults of a load balancer's plain arguments; judges nothing. */
export function planLoadBalancer(args: LoadBalancerSettings): LoadBalancerPlan {
  const https = args.certificateArn !== undefined || args.domain !== undefined;
  const dualStack = args.dualStack ?? false;
  return {
    idleSeconds: args.idleSeconds ?? idle.usual,
    accessLogDays: args.accessLogDays ?? logDays.usual,
    https,
    internal: args.internal ?? false,
    dualStack,
    clients: planClients(args.clients, dualStack),
    ports: https ? usualPorts : { http: usualPorts.http },
  };
}

/** The ports that its clients connect to. */
export function openPorts({ ports }: LoadBalancerPlan): number[] {
  return Object.values(ports);
}

/** Problems of a load balancer's plain arguments. */
export function checkLoadBalancer(where: string, args: LoadBalancerSettings): Problem[] {
  const plan = planLoadBalancer(args);
  const { shortest, longest } = idle;
  const { fewest, most } = logDays;
  return [
    ...checkRanges(where, [
      { field: "idleSeconds", value: plan.idleSeconds, from: shortest, to: longest, unit: "whole seconds" },
      { field: "accessLogDays", value: plan.accessLogDays, from: fewest, to: most, unit: "days" },
    ]),
    ...checkCertificate(where, args),
    ...checkChoice(`${where}.tlsPolicy`, args.tlsPolicy ?? TlsPolicy.Tls12, Object.values(TlsPolicy)),
    ...checkClients(`${where}.clients`, plan.clients, { dualStack: plan.dualStack, ports: openPorts(plan) }),
    ...checkInternal(where, args),
    ...(args.firewall === undefined ? [] : checkFirewall(`${where}.firewall`, planFirewall(args.firewall))),
  ];
}

/** Whether the network has what a load balancer with these arguments needs of it. */
export function checkNetworkOf(where: string, { dualStack, network }: LoadBalancerArgs): Problem[] {
  if (dualStack !== true || network.loadBalancerIpv6 === true) return [];
  const legal = "a network whose load balancer subnets have IPv6 blocks, which says loadBalancerIpv6";
  return [{ where: `${where}.dualStack`, given: "true, in a network without IPv6", legal, fix: "leave it out" }];
}

/** An internal load balancer has no visitors by default: everyone would be every host of the VPC and beyond. */
function checkInternal(where: string, { internal, clients }: LoadBalancerSettings): Problem[] {
  if (internal !== true || clients !== undefined) return [];
  const legal = "the networks that may connect to an internal load balancer; [] if a rule elsewhere says it";
  return [{ where: `${where}.clients`, given: "nothing", legal, fix: "name the clients' subnets" }];
}
