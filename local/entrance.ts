import { arnOf, isRecord, missing, records, type StateResource } from "./stateResource";

/** How requests come to the task. */
export interface Entrance {
  /** What the load balancer's clients connect to. */
  listener: { protocol: "http" | "https"; port: number };
  /** Where the load balancer sends them. */
  target: { container: string; port: number; health: TargetHealth };
}

/** How the load balancer finds out that the target can be sent requests. */
export interface TargetHealth {
  path: string;
  /** Status codes of a healthy target, as ELB writes them: `200`, `200,202`, `200-299`. */
  matcher: string;
  /** Seconds after which a target that never answered counts as unhealthy: interval times threshold. */
  deadlineSeconds: number;
}

/** Reads the listener, the target group and the registration of an ECS service from the stack. */
export function readEntrance(resources: StateResource[], service: StateResource): Entrance {
  const [registration] = records(service.inputs?.loadBalancers);
  if (!registration) throw missing(service, "loadBalancers", "nothing", "one load balancer in front of the service");
  const arn = registration.targetGroupArn;
  const group = resources.find((one) => /^aws:(lb|alb)\/targetGroup:/.test(one.type) && arnOf(one) === arn);
  const listener = listenerOf(resources, arn);
  if (!group || !listener) throw missing(service, "loadBalancers", arn, "a target group that a listener forwards to");
  return {
    listener: {
      protocol: listener.inputs?.protocol === "HTTPS" ? "https" : "http",
      port: Number(listener.inputs?.port),
    },
    target: {
      container: String(registration.containerName),
      port: Number(registration.containerPort),
      health: targetHealth(group),
    },
  };
}

/** The listener that sends to the target group, by its default action or by one of its rules. */
function listenerOf(resources: StateResource[], targetGroup: unknown): StateResource | undefined {
  const listeners = resources.filter((one) => /^aws:(lb|alb)\/listener:/.test(one.type));
  const rule = resources
    .filter((one) => /^aws:(lb|alb)\/listenerRule:/.test(one.type))
    .find((one) => forwardTargets(one.inputs?.actions).includes(targetGroup));
  return listeners.find(
    (one) =>
      forwardTargets(one.inputs?.defaultActions).includes(targetGroup) ||
      (rule !== undefined && rule.inputs?.listenerArn === arnOf(one)),
  );
}

/** ARNs of the target groups in actions, in both ways to write them. */
function forwardTargets(actions: unknown): unknown[] {
  return records(actions).flatMap((action) => {
    const forward = isRecord(action.forward) ? action.forward : {};
    return [action.targetGroupArn, ...records(forward.targetGroups).map((group) => group.arn)];
  });
}

/** Defaults: ELBv2 API, CreateTargetGroup. */
function targetHealth(group: StateResource): TargetHealth {
  const check = isRecord(group.inputs?.healthCheck) ? group.inputs.healthCheck : {};
  return {
    path: String(check.path ?? "/"),
    matcher: String(check.matcher ?? "200"),
    deadlineSeconds: Number(check.interval ?? 30) * Number(check.unhealthyThreshold ?? 2),
  };
}
