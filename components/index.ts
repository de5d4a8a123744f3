export type { DomainArgs } from "./certificate";
export { Cluster, type ClusterArgs, type ClusterRef, ContainerInsights } from "./cluster";
export { Architecture, ContainerImage, type ContainerImageArgs, type ImageRef } from "./containerImage";
export { InvalidArguments } from "./invalidArguments";
export { LoadBalancer, type LoadBalancerArgs, type LoadBalancerRef } from "./loadBalancer";
export { NatGateways, Network, type NetworkArgs, type NetworkRef } from "./network";
export { type ApplicationArgs, ProxiedService, type ProxiedServiceArgs } from "./proxiedService";
export type { ContainerHealthArgs, ProxyArgs, RolloutArgs, RouteArgs, TargetHealthArgs } from "./servicePlan";
export { NetworkLayout } from "./subnets";
