import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { forwardTo, type TargetGroups } from "../release/forward";
import type { EdgeRef } from "./edgeRef";
import { claim, type Place } from "./place";
import { tlsPolicyName } from "./tlsPolicy";

/**
 * The listener of a Network Load Balancer, with its one target group: TLS that ends here when there is a certificate, else TCP.
 * ALPN stays off: HTTP/2 would be agreed with the client and arrive at a proxy that speaks HTTP/1.1.
 */
export function createNetworkListener(
  name: string,
  { edge, place, groups }: { edge: EdgeRef; place: Place; groups: TargetGroups },
  opts: pulumi.CustomResourceOptions,
): aws.lb.Listener {
  const { loadBalancerArn, port, certificateArn, idleSeconds } = edge;
  if (port === undefined) throw new Error(`${name}: an edge of kind ${edge.kind} without a port`);
  claim(name, edge, place);
  return new aws.lb.Listener(
    name,
    {
      loadBalancerArn,
      port,
      ...(certificateArn === undefined
        ? { protocol: "TCP", tcpIdleTimeoutSeconds: idleSeconds }
        : { protocol: "TLS", certificateArn, sslPolicy: tlsPolicyName(edge.tlsPolicy), alpnPolicy: "None" }),
      defaultActions: [forwardTo(groups)],
    },
    opts,
  );
}
