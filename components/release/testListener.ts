import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { TestListenerArgs } from "./deploymentPlan";
import { forwardTo, ruleOptions, type TargetGroups } from "./forward";

/** The load balancer that gets a second door. */
export interface TestedBalancer {
  loadBalancerArn: pulumi.Input<string>;
  securityGroupId: pulumi.Input<string>;
  /** What its HTTPS listener is made with; none: it speaks HTTP, and so does the test listener. */
  tls: { certificateArn: pulumi.Input<string>; sslPolicy: string } | undefined;
}

/** What a test listener is made of. */
export interface TestListenerParts {
  args: TestListenerArgs;
  balancer: TestedBalancer;
  groups: TargetGroups;
  proxyPort: number;
}

/**
 * The listener on which a new revision answers before visitors get it. The load balancer's security group admits the named
 * networks to its port, one rule each, and nobody else.
 */
export function createTestListener(
  name: string,
  { args, balancer, groups, proxyPort }: TestListenerParts,
  parent: pulumi.Resource,
): aws.lb.ListenerRule {
  for (const cidr of args.cidrs) {
    new aws.vpc.SecurityGroupIngressRule(
      `${name}.test-${cidr}`,
      {
        securityGroupId: balancer.securityGroupId,
        description: `Testers of ${name}`,
        cidrIpv4: cidr,
        ipProtocol: "tcp",
        fromPort: args.port,
        toPort: args.port,
      },
      { parent },
    );
  }
  const listener = new aws.lb.Listener(
    `${name}.test`,
    {
      loadBalancerArn: balancer.loadBalancerArn,
      port: args.port,
      ...(balancer.tls === undefined ? { protocol: "HTTP" } : { protocol: "HTTPS", ...balancer.tls }),
      defaultActions: [notFound],
    },
    { parent },
  );
  return new aws.lb.ListenerRule(
    `${name}.test`,
    {
      listenerArn: listener.arn,
      priority: 1,
      conditions: [{ pathPattern: { values: ["/*"] } }],
      actions: [forwardTo(groups)],
    },
    { parent, ...ruleOptions(groups, proxyPort) },
  );
}

/** ECS moves a rule's weights, never a listener's own action: that one is never met. */
const notFound = {
  type: "fixed-response",
  fixedResponse: { contentType: "application/json", messageBody: '{"error":"Not Found"}', statusCode: "404" },
};
