/** The kinds of node that the model knows; a token is one of them or none. */
export type Kind =
  | "securityGroup"
  | "securityGroupRule"
  | "prefixList"
  | "loadBalancer"
  | "listener"
  | "listenerRule"
  | "targetGroup"
  | "targetGroupAttachment"
  | "service"
  | "taskDefinition";

/**
 * Modules under which the load balancing resources of pulumi-aws are or were published. The older two are the aliases
 * in `lb/*.js` and `alb/*.js` of the SDK and still stand in old stacks.
 */
const loadBalancingModules = ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"];

const loadBalancingKinds: Record<string, Kind> = {
  "loadBalancer:LoadBalancer": "loadBalancer",
  "listener:Listener": "listener",
  "listenerRule:ListenerRule": "listenerRule",
  "targetGroup:TargetGroup": "targetGroup",
  "targetGroupAttachment:TargetGroupAttachment": "targetGroupAttachment",
};

const kinds = new Map<string, Kind>([
  ["aws:ec2/securityGroup:SecurityGroup", "securityGroup"],
  ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "securityGroup"],
  ["aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupRule"],
  ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "securityGroupRule"],
  ["aws:ec2/managedPrefixList:ManagedPrefixList", "prefixList"],
  ["aws:ecs/service:Service", "service"],
  ["aws:ecs/taskDefinition:TaskDefinition", "taskDefinition"],
  ...loadBalancingModules.flatMap((module) =>
    Object.entries(loadBalancingKinds).map(([name, kind]): [string, Kind] => [`aws:${module}/${name}`, kind]),
  ),
]);

/** The kind of node that a type token makes, or undefined for the many that make none. */
export function kindOf(token: string): Kind | undefined {
  return kinds.get(token);
}

export const modelledTokens: readonly string[] = [...kinds.keys()];
