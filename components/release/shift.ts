import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { EdgeRef } from "../edges/edgeRef";
import { tlsPolicyName } from "../edges/tlsPolicy";
import type { Scope } from "../naming";
import type { ServicePlan } from "../servicePlan";
import { isShifting } from "./deploymentPlan";
import type { TargetGroups } from "./forward";
import type { TrafficShift } from "./serviceDeployment";
import { createTestListener, type TestedBalancer } from "./testListener";
import { createTrafficRole } from "./trafficRole";

/** What a deployment moves, and where. */
export interface ShiftParts {
  scope: Scope;
  plan: ServicePlan;
  edge: EdgeRef;
  groups: TargetGroups;
  /** What sends visitors to the target groups. */
  attached: aws.lb.ListenerRule | aws.lb.Listener;
}

/** What ECS needs to move requests from one target group to the other; nothing where tasks are replaced in place. */
export function createShift(
  name: string,
  { scope, plan, edge, groups, attached }: ShiftParts,
  parent: pulumi.Resource,
): { shift: TrafficShift | undefined; before: pulumi.Resource[] } {
  const { alternate } = groups;
  const { strategy } = plan.release.deployment;
  if (!isShifting(strategy) || alternate === undefined) return { shift: undefined, before: [] };
  const { role, permission } = createTrafficRole(name, scope, parent);
  const testRule =
    strategy.testListener === undefined
      ? undefined
      : createTestListener(
          name,
          { args: strategy.testListener, balancer: testedBalancer(edge), groups, proxyPort: plan.proxy.port },
          parent,
        );
  // ECS asks for the role's permission as soon as the service is made, and until it is gone.
  return { shift: { alternate, productionRule: attached, testRule, role }, before: [permission] };
}

/** The test listener speaks what the edge's own does, with its certificate. */
function testedBalancer({ loadBalancerArn, securityGroupId, certificateArn, tlsPolicy }: EdgeRef): TestedBalancer {
  const tls = certificateArn === undefined ? undefined : { certificateArn, sslPolicy: tlsPolicyName(tlsPolicy) };
  return { loadBalancerArn, securityGroupId, tls };
}
