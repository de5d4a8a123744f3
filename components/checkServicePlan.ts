import { checkProxySettings, type Problem } from "../nginx";
import { checkFargateSize } from "./fargateSize";
import { margin, type ServicePlan } from "./servicePlan";

/** Legal range of a whole number, with its source in the comment where it is used. */
interface Range {
  field: string;
  value: number;
  from: number;
  to: number;
  unit: string;
}

/**
 * Everything that is wrong with a service, before any resource: sizes that Fargate does not sell, numbers that AWS refuses,
 * and pairs of settings that contradict each other.
 */
export function checkServicePlan(where: string, plan: ServicePlan): Problem[] {
  const problems = [
    ...checkProxy(where, plan),
    ...checkFargateSize(where, plan.size),
    ...checkRanges(where, plan),
    ...checkTimeouts(where, plan),
    ...checkHealth(where, plan),
    ...checkReplacement(where, plan),
    ...checkLogDays(where, plan),
  ];
  // Two checks can see one mistake, such as a port that is out of every range.
  return problems.filter((problem, index) => problems.findIndex((each) => each.where === problem.where) === index);
}

/** Where a user said what the proxy's settings hold under another name. */
const argumentOf: Record<string, string> = {
  "clientAddress.subnets": "network.loadBalancerCidrs",
  "health.path": "proxy.healthPath",
  "upstream.port": "application.port",
  "upstream.readSeconds": "proxy.readSeconds",
};

/** What the plan computes from an argument that is judged itself: one mistake, one line. */
const derived = new Set(["shutdownSeconds", "upstream.keepAliveSeconds", "workers"]);

function checkProxy(where: string, plan: ServicePlan): Problem[] {
  return checkProxySettings(plan.proxy)
    .filter((problem) => !derived.has(problem.where))
    .map((problem) => ({ ...problem, where: `${where}.${argumentOf[problem.where] ?? `proxy.${problem.where}`}` }));
}

function checkRanges(where: string, plan: ServicePlan): Problem[] {
  const { application, targetHealth, rollout } = plan;
  const health = application.health;
  const ranges: Range[] = [
    // The application's user may not open lower ports, having no capability.
    { field: "application.port", value: plan.proxy.upstream.port, from: 1024, to: 65535, unit: "as a whole number" },
    // ECS API reference, ContainerDefinition: stopTimeout is at most 120 s on Fargate.
    { field: "proxy.stopSeconds", value: plan.proxyStopSeconds, from: margin + 1, to: 120, unit: "seconds" },
    { field: "application.stopSeconds", value: application.stopSeconds, from: 2, to: 120, unit: "seconds" },
    {
      field: "application.keepAliveSeconds",
      value: application.keepAliveSeconds,
      from: margin + 1,
      to: 3600,
      unit: "seconds",
    },
    // ECS API reference, HealthCheck.
    { field: "application.health.intervalSeconds", value: health.intervalSeconds, from: 5, to: 300, unit: "seconds" },
    { field: "application.health.timeoutSeconds", value: health.timeoutSeconds, from: 2, to: 60, unit: "seconds" },
    { field: "application.health.retries", value: health.retries, from: 1, to: 10, unit: "checks" },
    { field: "application.health.startSeconds", value: health.startSeconds, from: 0, to: 300, unit: "seconds" },
    // ELBv2 API reference, CreateTargetGroup.
    { field: "targetHealth.intervalSeconds", value: targetHealth.intervalSeconds, from: 5, to: 300, unit: "seconds" },
    { field: "targetHealth.timeoutSeconds", value: targetHealth.timeoutSeconds, from: 2, to: 120, unit: "seconds" },
    { field: "targetHealth.healthyCount", value: targetHealth.healthyCount, from: 2, to: 10, unit: "checks" },
    { field: "targetHealth.unhealthyCount", value: targetHealth.unhealthyCount, from: 2, to: 10, unit: "checks" },
    // ELBv2 API reference, TargetGroupAttribute: deregistration_delay.timeout_seconds.
    {
      field: "rollout.deregistrationSeconds",
      value: rollout.deregistrationSeconds,
      from: 0,
      to: 3600,
      unit: "seconds",
    },
    // ECS API reference, DeploymentConfiguration; more than tenfold helps nobody and is most likely a slip.
    { field: "rollout.maximumPercent", value: rollout.maximumPercent, from: 100, to: 1000, unit: "percent" },
    { field: "rollout.minimumHealthyPercent", value: rollout.minimumHealthyPercent, from: 0, to: 100, unit: "percent" },
    { field: "rollout.graceSeconds", value: rollout.graceSeconds, from: 0, to: 2147483647, unit: "seconds" },
    { field: "desiredCount", value: plan.desiredCount, from: 0, to: 5000, unit: "tasks" },
    // ELBv2 API reference, CreateRule.
    { field: "priority", value: plan.priority, from: 1, to: 50000, unit: "as a whole number, lowest first" },
  ];
  return ranges
    .filter(({ value, from, to }) => !Number.isInteger(value) || value < from || value > to)
    .map(({ field, value, from, to, unit }) => ({
      where: `${where}.${field}`,
      given: String(value),
      legal: `${from} to ${to} ${unit}`,
      fix: `use ${value > to ? to : from}`,
    }));
}

/** Time-outs along the way of a request, outside in: each side must outlast the one that it answers. */
function checkTimeouts(where: string, plan: ServicePlan): Problem[] {
  const { proxy, edgeIdleSeconds: idle, rollout } = plan;
  const problems: Problem[] = [];
  if (proxy.keepAliveSeconds <= idle) {
    problems.push({
      where: `${where}.proxy.keepAliveSeconds`,
      given: `${proxy.keepAliveSeconds}, with an idle time-out of ${idle} at the load balancer`,
      legal: `more than ${idle}, or the load balancer reuses a connection that nginx has just closed and answers 502`,
      fix: `use ${idle + margin} here, or less than ${proxy.keepAliveSeconds} as the load balancer's idleSeconds`,
    });
  }
  if (proxy.upstream.readSeconds >= idle) {
    problems.push({
      where: `${where}.proxy.readSeconds`,
      given: `${proxy.upstream.readSeconds}, with an idle time-out of ${idle} at the load balancer`,
      legal: `less than ${idle}, so that nginx gives the 504 and logs which upstream was slow`,
      fix: idle > margin ? `use ${idle - margin} here, or a longer idleSeconds` : "use a longer idleSeconds",
    });
  }
  if (rollout.deregistrationSeconds < proxy.upstream.readSeconds) {
    problems.push({
      where: `${where}.rollout.deregistrationSeconds`,
      given: `${rollout.deregistrationSeconds}, with requests of up to ${proxy.upstream.readSeconds} seconds`,
      legal: `at least ${proxy.upstream.readSeconds}, or a deployment cuts requests in flight`,
      fix: `use ${proxy.upstream.readSeconds + margin}`,
    });
  }
  return problems;
}

function checkHealth(where: string, plan: ServicePlan): Problem[] {
  const { targetHealth, application, rollout } = plan;
  const problems: Problem[] = [];
  if (targetHealth.timeoutSeconds >= targetHealth.intervalSeconds) {
    problems.push({
      where: `${where}.targetHealth.timeoutSeconds`,
      given: `${targetHealth.timeoutSeconds}, with a check every ${targetHealth.intervalSeconds}`,
      legal: "less than the interval",
      fix: `use ${Math.max(2, targetHealth.intervalSeconds - 1)}`,
    });
  }
  const [kind, ...rest] = application.health.command;
  if ((kind !== "CMD" && kind !== "CMD-SHELL") || rest.length === 0) {
    problems.push({
      where: `${where}.application.health.command`,
      given: JSON.stringify(application.health.command),
      legal: "CMD or CMD-SHELL, then the command (ECS API reference, HealthCheck)",
      fix: 'use ["CMD", "node", "dist/health.js"] or the like',
    });
  }
  const firstAnswer = application.health.startSeconds + targetHealth.intervalSeconds * targetHealth.healthyCount;
  if (rollout.graceSeconds < firstAnswer) {
    problems.push({
      where: `${where}.rollout.graceSeconds`,
      given: `${rollout.graceSeconds}, with ${firstAnswer} seconds until a task can be healthy`,
      legal: `at least ${firstAnswer}: the application's start and ${targetHealth.healthyCount} checks of the load balancer`,
      fix: `use ${firstAnswer + margin}`,
    });
  }
  return problems;
}

/** Whether a deployment can start a task more, or stop one first; ECS rounds so that neither limit is passed. */
function checkReplacement(where: string, { desiredCount, rollout }: ServicePlan): Problem[] {
  const most = Math.floor((desiredCount * rollout.maximumPercent) / 100);
  const least = Math.ceil((desiredCount * rollout.minimumHealthyPercent) / 100);
  if (desiredCount <= 0 || most > desiredCount || least < desiredCount) return [];
  return [
    {
      where: `${where}.rollout.maximumPercent`,
      given: `${rollout.maximumPercent} and at least ${rollout.minimumHealthyPercent} of ${desiredCount} tasks`,
      legal: "percentages that let one task start or one stop, or no deployment can ever begin",
      fix: "use 75 and 200",
    },
  ];
}

/** Retentions that CloudWatch Logs sells, in days; 0 keeps logs for ever (CloudWatch Logs API, PutRetentionPolicy). */
const retentions = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

function checkLogDays(where: string, { logDays }: ServicePlan): Problem[] {
  if (retentions.includes(logDays)) return [];
  const fix = `use ${retentions.find((days) => days >= logDays) ?? 3653}`;
  return [{ where: `${where}.logDays`, given: String(logDays), legal: retentions.join(", "), fix }];
}
