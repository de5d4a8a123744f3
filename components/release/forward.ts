import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** The target group that has the requests before the first deployment, and the one that ECS moves them to, if it does. */
export interface TargetGroups {
  primary: aws.lb.TargetGroup;
  alternate?: aws.lb.TargetGroup;
}

/** Forwards to a target group, or to the first of two whose weights ECS then moves. */
export function forwardTo({ primary, alternate }: TargetGroups) {
  if (alternate === undefined) return { type: "forward", targetGroupArn: primary.arn };
  const targetGroups = [
    { arn: primary.arn, weight: 100 },
    { arn: alternate.arn, weight: 0 },
  ];
  return { type: "forward", forward: { targetGroups } };
}

/**
 * Options of a rule that leads to the target groups. Where ECS moves its weights, the whole action is left alone: with the
 * weights alone in `ignoreChanges`, the aws provider sets them back or to 1 (pulumi/pulumi-aws#5772, #5798).
 *
 * A rule that is left alone does not follow other target groups: neither a second one, when a service stops being `rolling`,
 * nor the two that take the place of the old ones with another port. So both replace it; the old one goes first, because a
 * listener has one rule a priority.
 */
export function ruleOptions({ alternate }: TargetGroups, proxyPort: number): pulumi.CustomResourceOptions {
  const replaced = { deleteBeforeReplace: true };
  if (alternate === undefined) return { ...replaced, replacementTrigger: "one target group" };
  return { ...replaced, replacementTrigger: `two target groups of port ${proxyPort}`, ignoreChanges: ["actions"] };
}

/** Logical name of what the second target group has for itself: no component's name, which has no dot. */
export function alternateName(name: string): string {
  return `${name}.alternate`;
}

/**
 * How the second target group is named: by a prefix of at most 6 characters (ELBv2 API reference, CreateTargetGroup), because
 * a name of at most 32 has no room left beside the service's own.
 */
export function alternateNamePrefix(name: string): string {
  return `${name.slice(0, 5).replace(/-$/, "")}-`;
}
