import { checkProxySettings, type Problem } from "../nginx";
import { applicationRanges, checkHealthCommand } from "./checkApplication";
import { checkEdgeTimes, checkReadTime } from "./edges/checkEdge";
import { checkRule } from "./edges/rulePlan";
import { checkLogRetention } from "./logRetention";
import { margin } from "./margin";
import { checkBaseImage } from "./proxy/baseImage";
import { longestRead, readTimesBeside } from "./proxy/readTimes";
import { checkUpstreamArgs } from "./proxy/upstreams";
import { checkRanges, type Range } from "./range";
import { checkRelease } from "./release/checkRelease";
import type { ServicePlan } from "./servicePlan";
import { checkTask } from "./task/checkTask";
import { secondsToHealthy } from "./task/health";
import { proxySettings } from "./task/proxyUpstream";
import { checkWatching } from "./watching/checkWatching";

/**
 * Everything that is wrong with a service, before any resource: sizes that Fargate does not sell, numbers that AWS refuses,
 * and pairs of settings that contradict each other.
 */
export function checkServicePlan(where: string, plan: ServicePlan): Problem[] {
  const problems = [
    ...checkUpstreamArgs(`${where}.proxy.upstreams`, plan.upstreamArgs),
    ...checkBaseImage(`${where}.proxy`, plan.baseImage),
    ...checkProxy(where, plan),
    ...checkTask(where, plan),
    ...checkRanges(where, rangesOf(plan)),
    ...checkRule(where, plan.rule, plan.edge.kind),
    ...checkTimeouts(where, plan),
    ...checkHealth(where, plan),
    ...checkRelease(where, plan),
    ...checkWatching(where, plan.watching, {
      readSeconds: plan.proxy.upstream.readSeconds,
      logs: plan.task.logs.kind,
    }),
    ...checkLogRetention(`${where}.logDays`, plan.logDays),
  ];
  // Two checks can see one mistake, such as a port that is out of every range.
  return problems.filter((problem, index) => problems.findIndex((each) => each.where === problem.where) === index);
}

/** Where a user said what the proxy's settings hold under another name. */
const argumentOf: Record<string, string> = {
  "clientAddress.subnets": "edge.subnets",
  "health.path": "proxy.healthPath",
  "upstreams.app.port": "application.port",
  "upstreams.app.readSeconds": "proxy.readSeconds",
  "limits.uriBytes": "proxy.uriBytes",
  "errorPages.message": "proxy.errorMessage",
};

/** What the plan computes from an argument that is judged itself: one mistake, one line. */
const derived = new Set(["shutdownSeconds", "upstreams.app.keepAliveSeconds", "workers"]);

function checkProxy(where: string, plan: ServicePlan): Problem[] {
  return checkProxySettings(proxySettings(plan))
    .filter((problem) => !derived.has(problem.where))
    .map((problem) => ({ ...problem, where: `${where}.${argumentFor(problem.where)}` }));
}

function argumentFor(setting: string): string {
  return argumentOf[setting] ?? (setting.startsWith("inspection.") ? setting : `proxy.${setting}`);
}

function rangesOf(plan: ServicePlan): Range[] {
  const { application, targetHealth, rollout } = plan;
  return [
    ...(application === undefined ? [] : applicationRanges(application, plan.proxy.upstream.port)),
    // ECS API reference, ContainerDefinition: stopTimeout is at most 120 s on Fargate.
    { field: "proxy.stopSeconds", value: plan.proxyStopSeconds, from: margin + 1, to: 120, unit: "seconds" },
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
    { field: "rollout.graceSeconds", value: rollout.graceSeconds, from: 0, to: 2147483647, unit: "seconds" },
    { field: "desiredCount", value: plan.release.desiredCount, from: 0, to: 5000, unit: "tasks" },
  ];
}

/** Time-outs along the way of a request, outside in: each side must outlast the one that it answers. */
function checkTimeouts(where: string, plan: ServicePlan): Problem[] {
  const { proxy, rollout, edge } = plan;
  const { readSeconds } = proxy.upstream;
  const beside = readTimesBeside(proxy);
  const problems = [
    ...checkEdgeTimes(where, edge, { keepAliveSeconds: proxy.keepAliveSeconds, readSeconds }),
    ...beside.flatMap((time) => checkReadTime(`${where}.proxy.${time.where}`, edge, time.seconds)),
  ];
  const longest = longestRead(proxy);
  if (rollout.deregistrationSeconds < longest) {
    problems.push({
      where: `${where}.rollout.deregistrationSeconds`,
      given: `${rollout.deregistrationSeconds}, with requests of up to ${longest} seconds`,
      legal: `at least ${longest}, or a deployment cuts requests in flight`,
      fix: `use ${longest + margin}`,
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
  if (application !== undefined) problems.push(...checkHealthCommand(where, application));
  const firstAnswer = secondsToHealthy(plan);
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
