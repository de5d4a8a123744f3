import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { DeploymentPlan, Rolling, Shifting } from "./deploymentPlan";

/** What ECS moves requests between two target groups with. */
export interface TrafficShift {
  alternate: aws.lb.TargetGroup;
  productionRule: aws.lb.ListenerRule | aws.lb.Listener;
  testRule: aws.lb.ListenerRule | undefined;
  role: aws.iam.Role;
}

type Inputs = Pick<
  aws.ecs.ServiceArgs,
  | "alarms"
  | "deploymentCircuitBreaker"
  | "deploymentConfiguration"
  | "deploymentMaximumPercent"
  | "deploymentMinimumHealthyPercent"
>;

/**
 * The inputs of the service that say how it is deployed. Strategy and circuit breaker are always given: the provider keeps
 * what is left out as it was, and a service could not go back to `rolling`.
 *
 * Alarms are the exception. "None" cannot be said: the provider sends no empty list of names, and the AWS SDK sends no alarms
 * without a list. So they are left out where there are none, and `WatchingArgs` says how a service that had some loses them.
 */
export function deploymentInputs({ strategy }: DeploymentPlan, alarmNames: pulumi.Input<string>[]): Inputs {
  const rolling = strategy.kind === "rolling";
  return {
    deploymentConfiguration: strategyInputs(strategy),
    // A second revision in full, as in the ECS developer guide, "Creating an Amazon ECS blue/green deployment".
    deploymentMinimumHealthyPercent: rolling ? strategy.minimumHealthyPercent : 100,
    deploymentMaximumPercent: rolling ? strategy.maximumPercent : 200,
    // ECS API reference, DeploymentCircuitBreaker: for rolling deployments only. Elsewhere alarms go back.
    deploymentCircuitBreaker: { enable: rolling, rollback: rolling },
    ...(alarmNames.length === 0 ? {} : { alarms: { alarmNames, enable: true, rollback: true } }),
  };
}

/** ECS API reference, DeploymentConfiguration; the provider takes minutes as texts. */
function strategyInputs(strategy: Rolling | Shifting): NonNullable<Inputs["deploymentConfiguration"]> {
  switch (strategy.kind) {
    case "rolling":
      return { strategy: "ROLLING" };
    case "blueGreen":
      return { strategy: "BLUE_GREEN", bakeTimeInMinutes: String(strategy.bakeMinutes) };
    case "canary":
      return {
        strategy: "CANARY",
        bakeTimeInMinutes: String(strategy.bakeMinutes),
        canaryConfiguration: {
          canaryPercent: strategy.canaryPercent,
          canaryBakeTimeInMinutes: String(strategy.canaryMinutes),
        },
      };
    case "linear":
      return {
        strategy: "LINEAR",
        bakeTimeInMinutes: String(strategy.bakeMinutes),
        linearConfiguration: {
          stepPercent: strategy.stepPercent,
          stepBakeTimeInMinutes: String(strategy.stepMinutes),
        },
      };
  }
}

/** What the service's entry for the load balancer says beside its target group; nothing where tasks are replaced in place. */
export function shiftInputs(
  shift: TrafficShift | undefined,
): Pick<aws.types.input.ecs.ServiceLoadBalancer, "advancedConfiguration"> {
  if (shift === undefined) return {};
  return {
    advancedConfiguration: {
      alternateTargetGroupArn: shift.alternate.arn,
      productionListenerRule: shift.productionRule.arn,
      roleArn: shift.role.arn,
      ...(shift.testRule === undefined ? {} : { testListenerRule: shift.testRule.arn }),
    },
  };
}
