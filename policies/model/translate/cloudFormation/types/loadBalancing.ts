import { attribute, each, from, object, together, word } from "../../fields";
import type { Rows } from "../row";

const internal = from("scheme", word({ internal: true, "internet-facing": false }));

const actions = each({
  forward: from("forwardConfig", object({ targetGroups: from("targetGroups", each({ arn: from("targetGroupArn") })) })),
  redirect: from("redirectConfig"),
  fixedResponse: from("fixedResponseConfig"),
});

export const loadBalancing: Rows = {
  "elasticloadbalancingv2:loadbalancer": {
    to: "aws:lb/loadBalancer:LoadBalancer",
    identifier: "loadBalancerArn",
    fields: { internal, loadBalancerType: from("type") },
  },
  "elasticloadbalancingv2:listener": {
    to: "aws:lb/listener:Listener",
    identifier: "listenerArn",
    fields: { defaultActions: from("defaultActions", actions) },
  },
  "elasticloadbalancingv2:listenerrule": {
    to: "aws:lb/listenerRule:ListenerRule",
    identifier: "ruleArn",
    fields: { actions: from("actions", actions) },
  },
  "elasticloadbalancingv2:targetgroup": {
    to: "aws:lb/targetGroup:TargetGroup",
    identifier: "targetGroupArn",
    fields: {
      preserveClientIp: from("targetGroupAttributes", attribute("preserve_client_ip.enabled")),
      healthCheck: together({ port: from("healthCheckPort"), protocol: from("healthCheckProtocol") }),
    },
    inside: [
      {
        list: "targets",
        to: "aws:lb/targetGroupAttachment:TargetGroupAttachment",
        fields: { targetId: from("id") },
        owner: "targetGroupArn",
      },
    ],
  },
  "elasticloadbalancing:loadbalancer": {
    to: "aws:elb/loadBalancer:LoadBalancer",
    fields: {
      internal,
      name: from("loadBalancerName"),
      listeners: from("listeners", each({ lbPort: from("loadBalancerPort"), lbProtocol: from("protocol") })),
    },
  },
};
