export type { ApplicationArgs } from "./applicationArgs";
export { Architecture } from "./architecture";
export type { DomainArgs } from "./certificate";
export { Cluster, type ClusterArgs, type ClusterRef } from "./cluster";
export { ContainerImage, type ContainerImageArgs, type ImageRef } from "./containerImage";
export { ContainerInsights } from "./containerInsights";
export { Distribution, type DistributionArgs } from "./distribution";
export { createEdge, type EdgeSettings } from "./edges/createEdge";
export { ClientAddressMode, EdgeKind } from "./edges/edgeKind";
export type { EdgeRef } from "./edges/edgeRef";
export { type FirewallArgs, ManagedRuleGroup } from "./edges/firewallPlan";
export type { PriorityRange, TenantArgs } from "./edges/priorities";
export type { ListenerRuleArgs } from "./edges/rulePlan";
export { edgeFields, edgeOf, type SharedEdge } from "./edges/sharedEdge";
export { TlsPolicy } from "./edges/tlsPolicy";
export type { HostsArgs, HostsRef } from "./hosts/hostsArgs";
export { HttpApi, type HttpApiArgs } from "./httpApi";
export { InvalidArguments } from "./invalidArguments";
export { LoadBalancer, type LoadBalancerArgs } from "./loadBalancer";
export { Network, type NetworkArgs, type NetworkRef } from "./network";
export type { EndpointsRef } from "./network/endpoints";
export { type ExistingNetworkArgs, existingNetwork, type LoadBalancerSubnet } from "./network/existing";
export { type FlowLogsArgs, FlowTraffic } from "./network/flowLogs";
export { NetworkLayout } from "./network/layout";
export { networkFields, networkOf } from "./network/shared";
export { NetworkLoadBalancer, type NetworkLoadBalancerArgs } from "./networkLoadBalancer";
export { ProxiedService, type ProxiedServiceArgs } from "./proxiedService";
export type {
  BrotliArgs,
  CompressionArgs,
  DeniedArgs,
  ProxyArgs,
  StrictTransportSecurityArgs,
} from "./proxy/proxyArgs";
export type {
  CacheArgs,
  CorsArgs,
  MaintenanceArgs,
  RateLimitArgs,
  RedirectArgs,
  RouteArgs,
  SiteArgs,
  StaticFilesArgs,
} from "./proxy/routeArgs";
export type { UpstreamArgs, UpstreamServerArgs } from "./proxy/upstreamArgs";
export { type DeploymentArgs, DeploymentKind, type TestListenerArgs } from "./release/deploymentPlan";
export type { ReleaseArgs } from "./release/releasePlan";
export type { ScalingArgs, ScalingScheduleArgs } from "./release/scalingPlan";
export type { ContainerHealthArgs, RolloutArgs, TargetHealthArgs } from "./servicePlan";
export type { SessionsArgs, SessionsRef } from "./sessions";
export { type ComputeArgs, ComputeKind, NetworkMode } from "./task/compute";
export type { ContainerSizeArgs } from "./task/containerSize";
export { InspectionKind } from "./task/inspection";
export { ListenKind } from "./task/listen";
export { LogKind, LogMode, type LogsArgs } from "./task/logs";
export { SecretKind } from "./task/secretReference";
export type { InspectionArgs, SecretArgs, SidecarArgs, VolumeArgs } from "./task/taskArgs";
export { VolumeKind, type VolumeMountArgs } from "./task/volumes";
export type { AlarmArgs } from "./watching/alarms";
export type { WatchingArgs } from "./watching/watchingArgs";
