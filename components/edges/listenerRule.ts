import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { forwardTo, type TargetGroups } from "../release/forward";
import type { EdgeRef } from "./edgeRef";
import { claim, type Place } from "./place";
import { everyPath } from "./rulePatterns";

/** The rule that sends a service's requests from the edge's listener to its target group. */
export function createListenerRule(
  name: string,
  { edge, place, groups }: { edge: EdgeRef; place: Place; groups: TargetGroups },
  opts: pulumi.CustomResourceOptions,
): aws.lb.ListenerRule {
  if (edge.listenerArn === undefined) throw new Error(`${name}: an edge of kind ${edge.kind} without a listener`);
  claim(name, edge, place);
  const { priority, hosts, paths } = place.rule;
  return new aws.lb.ListenerRule(
    name,
    {
      listenerArn: edge.listenerArn,
      priority,
      conditions: [
        ...(hosts.length > 0 ? [{ hostHeader: { values: hosts } }] : []),
        ...(paths.length > 0 || hosts.length === 0
          ? [{ pathPattern: { values: paths.length > 0 ? paths : [everyPath] } }]
          : []),
      ],
      actions: [forwardTo(groups)],
    },
    opts,
  );
}
