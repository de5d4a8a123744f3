import type { Problem } from "../../nginx";
import { EdgeKind } from "../edges/edgeKind";
import type { ServicePlan } from "../servicePlan";
import { checkDeployment } from "./checkDeployment";
import { checkScaling } from "./checkScaling";
import { isShifting, tasksWhileRolling } from "./deploymentPlan";

/** All that is wrong with how a service changes, its edge and its alarms considered. */
export function checkRelease(where: string, plan: ServicePlan): Problem[] {
  const { deployment, desiredCount, scaling } = plan.release;
  const application = plan.edge.kind !== EdgeKind.Nlb;
  return [
    ...checkDeployment(`${where}.deployment`, deployment, {
      weighable: application,
      alarmMinutes: plan.watching.alarms?.minutes,
      freeRules: plan.edge.freeRules,
    }),
    ...checkReplacement(where, plan),
    ...(scaling === undefined
      ? []
      : checkScaling(`${where}.scaling`, scaling, {
          desiredCount,
          requestsCounted: { balancer: application, oneGroup: !isShifting(deployment.strategy) },
        })),
  ];
}

/** Whether a deployment can start a task more, or stop one first. */
function checkReplacement(where: string, { release: { deployment, desiredCount } }: ServicePlan): Problem[] {
  const { strategy } = deployment;
  if (isShifting(strategy)) return [];
  const { least, most } = tasksWhileRolling(strategy, desiredCount);
  if (desiredCount <= 0 || most > desiredCount || least < desiredCount) return [];
  return [
    {
      where: `${where}.deployment.maximumPercent`,
      given: `${strategy.maximumPercent} and at least ${strategy.minimumHealthyPercent} of ${desiredCount} tasks`,
      legal: "percentages that let one task start or one stop, or no deployment can ever begin",
      fix: "use 75 and 200",
    },
  ];
}
