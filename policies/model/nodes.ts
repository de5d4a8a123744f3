import type { AddressSet, Family } from "../values/addresses";
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
  | {
      kind: "addresses";
      addresses: Value<AddressSet>;
      label: string;
      /** Told by the property where the addresses themselves are not known. */
      family?: Family;
    }
  | { kind: "group"; reference: Reference; label: string }
  | { kind: "self" }
  | { kind: "prefixList"; reference: Reference; label: string }
  /** A list of sources that is unknown as a whole: it may be empty. */
  | { kind: "anyone"; family?: Family };

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
  /** `sg-…`, once it is known. */
  id?: string;
  /** Known only by its literal id: other rules of the group cannot be seen. */
  outside: boolean;
  /** Whether it declares a list of rules of its own, also an empty one, against which the provider holds the real rules. */
  inline: Decision;
  rules: IngressRule[];
}

/** A group that a resource gives to network interfaces of others, or of another VPC. */
export interface SharedGroup {
  edge: Edge;
  group: Reference;
  /** The network interface that gets the group, which may be a task's; undefined when it is a whole VPC. */
  networkInterface?: Reference;
}

/** A list of CIDR blocks under one id: `entries` of the list itself, and entries that are resources of their own. */
export interface PrefixList {
  key: string;
  name: string;
  /** Known only by its literal id: other entries of the list cannot be seen. */
  outside: boolean;
  /** Each is a known or unknown block, or "anyone" for entries that are unknown as a whole. */
  entries: Source[];
}

/**
 * Whatever listens and hands on: a load balancer of any type, but also an API, a distribution, an accelerator or a
 * lattice service, which are followed in the same way.
 */
export interface LoadBalancer {
  key: string;
  name: string;
  /** As it stands in a way: "load balancer", "HTTP API", "lattice service". */
  noun: string;
  /** Internet-facing unless `internal` is literally true (the provider's default is false). */
  public: Decision;
  /** "application", "network", "classic"; other words for what no security group stands in front of. */
  type: Value<string>;
  securityGroups: Value<readonly Reference[]>;
}

export interface Listener {
  key: string;
  edge: Edge;
  /** "HTTP:80". */
  label: string;
  protocol: Value<string>;
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

/**
 * What tasks are registered in: a target group of a load balancer or of VPC Lattice, or a Cloud Map service, whose
 * clients find the tasks by name.
 */
export interface TargetGroup {
  key: string;
  /** Of the resource that makes it, where that is not the key. */
  urn?: string;
  name: string;
  /** As it stands in a way: "target group", "Cloud Map service". */
  noun: string;
  /**
   * Whether traffic comes only by what forwards to it, so that a group without any is served from elsewhere: ECS refuses
   * to register tasks in a load balancer's target group that no listener uses.
   */
  needsForwarder: boolean;
  /** Port of targets that name none themselves; ECS always does. */
  port?: Value<number>;
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
  /** An EC2 instance or an Auto Scaling group, on a port of the host. */
  | { kind: "host"; reference: Reference; port: Value<number>; label: string }
  | { kind: "other"; label: string; outside: boolean };

/**
 * A way in that is no listener of its own: CloudFront to an internal load balancer, an accelerator's endpoint, an API's
 * VPC link. What it leads to is reached whether or not that is public by itself.
 */
export interface Door {
  edge: Edge;
  /** As it stands in a way: "CloudFront VPC origin shop". */
  label: string;
  /** Who comes to it, where that is not the internet; a way begins with them. */
  clients?: "every AWS account" | "other VPCs";
  /** Whether these can use it. */
  open: Decision;
  /**
   * Whether clients come by other doors alone, as to a VPC link by an API and to a VPC origin by a distribution. One to
   * which no door of the stack leads may be used from elsewhere.
   */
  passage?: true;
  /** The API that it is a part of, and that decides who may call. */
  api?: Reference;
  to: Reference;
  /** An address is where a way cannot be followed any further: what listens there is not told. */
  toKind: "loadBalancer" | "listener" | "targetGroup" | "door" | "address";
}

/** What clients call; its integrations are the doors. */
export interface Api {
  key: string;
  /** "HTTP API orders". */
  label: string;
  /** Whether the internet can call it. */
  open: Decision;
}

/** What hands out a container's port to others: an entry of `loadBalancers`, or of a mesh, lattice or discovery. */
export interface Registration {
  edge: Edge;
  /** Who uses it, as in the middle of a sentence: "a load balancer", "Service Connect". */
  via: string;
  containerName: Value<string>;
  containerPort: Value<number>;
  /** Name of a port mapping, where the container and port are given by it. */
  portName: Value<string>;
  /** Port of the task on which a mesh's own sidecar takes the connections instead of the container; usually absent. */
  ingressPort: Value<number>;
  targetGroups: readonly Reference[];
}

/** Tasks that run from one task definition with one set of network settings: an ECS service, a task set, a schedule. */
export interface Workload {
  key: string;
  name: string;
  /** "service web", "task set blue", "schedule nightly". */
  title: string;
  edge: Edge;
  /** Where its security groups are given. */
  securityGroupsEdge: Edge;
  /** The service that a task set belongs to. */
  service: Reference | undefined;
  taskDefinition: Reference | undefined;
  registrations: Value<readonly Registration[]>;
  /** Of all registrations; empty where these are not known. */
  targetGroups: readonly Reference[];
  securityGroups: Value<readonly Reference[]>;
  publicAddress: Decision;
  /** Subnets, for addresses that they give by themselves (IPv6). */
  subnets: Value<readonly Reference[]>;
  /** Cluster on whose hosts tasks outside of awsvpc run. */
  cluster: Reference | undefined;
  /** Whether other workloads' tasks may come to the proxy without a load balancer: a mesh, a discovery. */
  servesClientsDirectly: Decision;
  /** Set where its kind has room for one container, so that no proxy fits in. */
  singleContainer?: true;
}

/** A setting that lets operators into running tasks: ECS Exec, which also forwards ports. */
export interface OperatorAccess {
  edge: Edge;
  /** Key of the workload, or of the service whose task sets are the workloads. */
  of: string;
  allowed: Decision;
}

export interface Container {
  name: string;
  image: Value<string>;
  /** Declared by `portMappings`; tcp only. */
  ports: PortSet;
  /** Ports of named mappings. */
  portNames: ReadonlyMap<string, PortSet>;
  /** Ports of the host that mappings publish, outside of awsvpc; `dynamic` when ECS picks them. */
  hostPorts: PortSet;
  dynamicHostPort: boolean;
  essential: Decision;
  /** What it waits for; unknown as soon as a part of it is. */
  dependsOn: Value<readonly Dependency[]>;
  hasHealthCheck: Decision;
  /** Whether it only carries the logs of the others (`firelensConfiguration`). */
  isLogRouter: boolean;
}

/** An entry of a container's `dependsOn`; the condition is in upper case. */
export interface Dependency {
  container: string;
  condition: string;
}

export interface TaskDefinition {
  key: string;
  name: string;
  networkMode: Value<string>;
  containers: Value<readonly Container[]>;
  /** Why the containers are not known: a clause for a sentence, "is not known before the deployment". */
  unreadable?: string;
  /** Settings of the whole task that can open a way and are not followed yet: "proxyConfiguration". */
  notFollowed: readonly string[];
}

/** What serves the internet by itself and is no task behind a load balancer: an instance, an App Runner service, a function's URL. */
export interface Endpoint {
  edge: Edge;
  /** "App Runner service shop". */
  title: string;
  /** Whether the internet reaches it. */
  open: Decision;
  /** Container images that it runs, as far as they are told. */
  images: readonly Value<string>[];
  /** Functions whose image it runs. */
  functions: readonly Reference[];
}

/** What a component declares about the service that it makes (`gatehouse:index:ProxiedService`). */
export interface Contract {
  edge: Edge;
  name: string;
  proxyContainer: Value<string>;
  proxyPort: Value<number>;
  applicationContainer: Value<string>;
  applicationPort: Value<number>;
}

/** An EC2 instance, or a group of them; a launch template is one that starts nothing by itself. */
export interface Host {
  key: string;
  name: string;
  /** "instance bastion", "Auto Scaling group hosts". */
  title: string;
  edge: Edge;
  starts: boolean;
  /** Absent where templates say it. */
  securityGroups: Value<readonly Reference[]>;
  /** Absent where templates or the subnet say it. */
  publicAddress: Value<Decision>;
  subnets: readonly Reference[];
  templates: readonly Reference[];
  /** What runs at the first start; it may name container images. */
  userData: Value<string>;
}

/** The hosts that a cluster's capacity providers start. */
export interface Capacity {
  cluster: Reference;
  providers: readonly Reference[];
}
