import type { Decision } from "../../values/decision";
import type { Value } from "../../values/value";
import type { Reference } from "../reference";
import type { Edge } from "./edge";

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

/** The rule, or listener, on which a deployment shows the next revision before it is released. */
export interface TestDoor {
  edge: Edge;
  rule: Reference;
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
