import type { AddressSet } from "../values/addresses";
import type { Decision } from "../values/decision";
import type { PortSet } from "../values/ports";
import type { Protocol } from "../values/protocol";
import type { Value } from "../values/value";
import type { Reference } from "./reference";

/** The place in the program that makes an edge of the graph, and that a fix has to change. */
export interface Edge {
  urn: string;
  /** Which part of the resource, where it makes several edges: "ingress[1]". */
  part?: string;
}

/** Who a security group rule admits. */
export type Source =
  | { kind: "addresses"; addresses: Value<AddressSet>; label: string }
  | { kind: "group"; reference: Reference; label: string }
  | { kind: "self" }
  | { kind: "prefixList"; outside: boolean; label: string }
  /** A list of sources that is unknown as a whole: it may be empty. */
  | { kind: "anyone" };

export interface IngressRule {
  edge: Edge;
  protocol: Value<Protocol>;
  ports: Value<PortSet>;
  sources: readonly Source[];
  /** False when it may be a rule of another group, or an egress rule. */
  certain: boolean;
}

export interface SecurityGroup {
  key: string;
  name: string;
  /** Known only by its literal id: other rules of the group cannot be seen. */
  outside: boolean;
  rules: IngressRule[];
}

export interface LoadBalancer {
  key: string;
  name: string;
  /** Internet-facing unless `internal` is literally true (the provider's default is false). */
  public: Decision;
  type: Value<string>;
  securityGroups: Value<readonly Reference[]>;
}

export interface Listener {
  key: string;
  /** "HTTP:80". */
  label: string;
  port: Value<number>;
  loadBalancer: Reference;
}

/** A listener's default action, or one of its rules, that forwards to target groups. */
export interface Forward {
  edge: Edge;
  listener: Reference;
  /** "rule 10"; empty for the default action. */
  label: string;
  targetGroups: readonly Reference[];
}

export interface TargetGroup {
  key: string;
  name: string;
  /** Whether targets see the client's own address as the source (network load balancers only). */
  preservesClientAddress: Decision;
}

/** A target that something other than an ECS service registers. */
export interface Attachment {
  edge: Edge;
  targetGroup: Reference;
  target: AttachedTarget;
}
export type AttachedTarget =
  | { kind: "loadBalancer"; reference: Reference }
  | { kind: "function" }
  | { kind: "other"; label: string; outside: boolean };

/** One entry of an ECS service's `loadBalancers`. */
export interface Registration {
  edge: Edge;
  containerName: Value<string>;
  containerPort: Value<number>;
  targetGroups: readonly Reference[];
}

/** An ECS service; its tasks share one set of network interfaces' settings, so it stands for its tasks as well. */
export interface Service {
  key: string;
  name: string;
  taskDefinition: Reference | undefined;
  registrations: Value<readonly Registration[]>;
  /** Of all registrations; empty where these are not known. */
  targetGroups: readonly Reference[];
  securityGroups: Value<readonly Reference[]>;
  publicAddress: Decision;
  /** Settings of the service that can open a way and are not followed yet: "vpcLatticeConfigurations". */
  notFollowed: readonly string[];
}

export interface Container {
  name: string;
  image: Value<string>;
  /** Declared by `portMappings`; tcp only. */
  ports: PortSet;
  essential: boolean;
  dependsOn: readonly string[];
}

export interface TaskDefinition {
  key: string;
  name: string;
  networkMode: Value<string>;
  containers: Value<readonly Container[]>;
  /** Why the containers are not known: a clause for a sentence, "is not known before the deployment". */
  unreadable?: string;
}
