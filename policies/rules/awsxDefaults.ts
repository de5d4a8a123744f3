import type { Finding } from "./rule";

/** Groups that awsx makes, open to everyone, where a program names none; so there is no rule in the program to remove. */
const defaults: readonly (readonly [made: RegExp, fix: string])[] = [
  [
    /::awsx:ecs:(Fargate|EC2)Service\$aws:ec2\/securityGroup:SecurityGroup::/,
    "awsx made this group, open to everyone, because the service names none: give the service networkConfiguration.securityGroups.",
  ],
  [
    /::awsx:lb:(Application|Network)LoadBalancer\$aws:ec2\/securityGroup:SecurityGroup::/,
    "awsx made this group, open to everyone, because the load balancer names none: give the load balancer securityGroups.",
  ],
];

/** The finding with a fix that its author can make: in the arguments of the awsx component. */
export function withAwsxFix<Told extends Finding>(finding: Told): Told {
  const found = defaults.find(([made]) => made.test(finding.edge.urn));
  return found === undefined ? finding : { ...finding, fix: found[1] };
}
