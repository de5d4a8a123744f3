import type * as pulumi from "@pulumi/pulumi";
import type { ClientAddressMode, EdgeKind } from "./edgeKind";
import type { PriorityRange } from "./priorities";
import type { TlsPolicy } from "./tlsPolicy";

/**
 * What a service needs of what stands in front of it, which may be in another stack. `kind` says which fields there are:
 * `listenerArn` for `alb`, `api` and `cdn`; `port` and `clientAddress` for `nlb`, whose listener the service makes itself,
 * because a TCP or TLS listener has one target group. Every edge component is such a reference.
 */
export interface EdgeRef {
  /** What stands in front. Plain: it decides what is made. */
  kind: EdgeKind;
  /** Seconds without a byte after which the load balancer closes a connection. Plain: the proxy's are held against it. */
  idleSeconds: number;
  /** Seconds that the edge waits for an answer, where that is less than `idleSeconds`. Plain. @default no limit of its own */
  answerSeconds?: number;
  /** IPv4 blocks of the load balancer's subnets: the only peers whose word about the client counts. Plain. */
  subnets: string[];
  /** The load balancer that talks to the tasks. */
  loadBalancerArn: pulumi.Input<string>;
  /** Security group of the load balancer, the only one that the tasks admit. */
  securityGroupId: pulumi.Input<string>;
  /** Listener that takes the service's rule; of `alb`, `api` and `cdn`. */
  listenerArn?: pulumi.Input<string>;
  /** Priorities that this stack's rules may have, if the load balancer is another stack's. Plain. @default all */
  priorities?: PriorityRange;
  /** Port that clients connect to; of `nlb`. Plain. */
  port?: number;
  /** Certificate of the load balancer, if it ends the visitors' TLS. Whether there is one is plain. @default none */
  certificateArn?: pulumi.Input<string>;
  /** The oldest TLS that visitors may speak. @default "tls12" */
  tlsPolicy?: TlsPolicy;
  /** How the proxy learns the client's address; of `nlb`. Plain. */
  clientAddress?: ClientAddressMode;
  /** Inbound IPv4 rules of its security group, of at most 60; test listeners add theirs. Plain. @default 1, of `cdn` 55 */
  inboundRules?: number;
}
