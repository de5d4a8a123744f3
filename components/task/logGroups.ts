import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { logGroupName, type Scope } from "../naming";
import type { ServicePlan } from "../servicePlan";
import { planContainers } from "./containers";

/** Makes one log group for each container that writes to CloudWatch: with FireLens, only the router does. */
export function createLogGroups(
  name: string,
  scope: Scope,
  plan: ServicePlan,
  parent: pulumi.Resource,
): Record<string, aws.cloudwatch.LogGroup> {
  const writing = planContainers(plan).filter(({ isLogRouter }) => plan.task.logs.kind === "cloudwatch" || isLogRouter);
  return Object.fromEntries(
    writing.map(({ name: container }) => [
      container,
      new aws.cloudwatch.LogGroup(
        `${name}-${container}`,
        { name: logGroupName(scope, name, container), retentionInDays: plan.logDays },
        { parent },
      ),
    ]),
  );
}
