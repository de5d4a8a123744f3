import type { Decision } from "../../values/decision";
import type { PortSet } from "../../values/ports";
import type { Value } from "../../values/value";
import type { Reference } from "../reference";
import type { Edge } from "./edge";

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

/** What a component declares about the service that it makes (`gatehouse:index:ProxiedService`). */
export interface Contract {
  edge: Edge;
  name: string;
  proxyContainer: Value<string>;
  proxyPort: Value<number>;
  applicationContainer: Value<string>;
  applicationPort: Value<number>;
}
