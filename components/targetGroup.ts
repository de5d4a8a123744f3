import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerRef } from "./loadBalancer";
import type { NetworkRef } from "./network";
import type { ServicePlan } from "./servicePlan";

/**
 * The target group on the proxy's port and the listener rule that sends everything to it. The health check asks the proxy's
 * own page; whether the application is well, ECS asks the container itself.
 */
export function createTargetGroup(
  name: string,
  plan: ServicePlan,
  { network, loadBalancer }: { network: NetworkRef; loadBalancer: LoadBalancerRef },
  parent: pulumi.Resource,
): { targetGroup: aws.lb.TargetGroup; rule: aws.lb.ListenerRule } {
  const child = { parent };
  const { targetHealth } = plan;
  const targetGroup = new aws.lb.TargetGroup(
    name,
    {
      vpcId: network.vpcId,
      targetType: "ip",
      protocol: "HTTP",
      port: plan.proxy.port,
      deregistrationDelay: plan.rollout.deregistrationSeconds,
      healthCheck: {
        path: plan.proxy.health.path,
        port: "traffic-port",
        protocol: "HTTP",
        matcher: "200",
        interval: targetHealth.intervalSeconds,
        timeout: targetHealth.timeoutSeconds,
        healthyThreshold: targetHealth.healthyCount,
        unhealthyThreshold: targetHealth.unhealthyCount,
      },
    },
    child,
  );
  const rule = new aws.lb.ListenerRule(
    name,
    {
      listenerArn: loadBalancer.listenerArn,
      priority: plan.priority,
      conditions: [{ pathPattern: { values: ["/*"] } }],
      actions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
    },
    child,
  );
  return { targetGroup, rule };
}
