import type { Problem } from "../../nginx";
import { show } from "../../nginx/problem";
import { mostInboundRules } from "../edges/clients";
import { checkIpv4Block } from "../ipv4Block";
import { checkRanges, type Range } from "../range";
import {
  argumentsOf,
  DeploymentKind,
  type DeploymentPlan,
  deliberateMinutes,
  isShifting,
  type Rolling,
  type Shifting,
  type TestListenerArgs,
} from "./deploymentPlan";

/** What a deployment stands on. */
export interface DeploymentSurroundings {
  /** Whether requests come over an Application Load Balancer, whose rule ECS can weigh. */
  weighable: boolean;
  /** Bad minutes until an alarm calls; none: there are no alarms that could go back. */
  alarmMinutes: number | undefined;
  /** Inbound rules that the load balancer's security group has room for. */
  freeRules: number;
}

/** Minutes in a day: the longest bake that ECS takes (ECS API reference, DeploymentConfiguration). */
const day = 1440;

/**
 * An update waits for the deployment, and the credentials that it began with end after 12 hours at the latest (IAM user
 * guide, "Update the maximum session duration for a role").
 */
const longestUpdateMinutes = 12 * 60;

/** All that is wrong with how a revision is released. */
export function checkDeployment(
  where: string,
  { strategy, stray }: DeploymentPlan,
  around: DeploymentSurroundings,
): Problem[] {
  return [
    ...stray.map(([argument, value]) => strayProblem(where, strategy.kind, argument, value)),
    ...checkRanges(where, rangesOf(strategy)),
    ...(isShifting(strategy) ? checkShifting(where, strategy, around) : []),
  ];
}

function strayProblem(where: string, kind: DeploymentKind, argument: string, value: unknown): Problem {
  const kinds = Object.values(DeploymentKind);
  if (argument === "kind") {
    return { where: `${where}.kind`, given: show(value), legal: kinds.join(", "), fix: `use ${kinds[0]}` };
  }
  const owners = kinds.filter((each) => argumentsOf[each].some((own) => own === argument));
  return {
    where: `${where}.${argument}`,
    given: `${show(value)}, with kind ${kind}`,
    legal: owners.length === 0 ? `no such argument; ${argumentsOf[kind].join(", ")}` : `with kind ${owners.join(", ")}`,
    fix: `remove it${owners.length === 0 ? "" : `, or use kind ${owners[0]}`}`,
  };
}

/** ECS API reference: DeploymentConfiguration, CanaryConfiguration, LinearConfiguration. */
function rangesOf(strategy: Rolling | Shifting): Range[] {
  if (strategy.kind === "rolling") {
    const { minimumHealthyPercent, maximumPercent } = strategy;
    return [
      // More than tenfold helps nobody and is most likely a slip.
      { field: "maximumPercent", value: maximumPercent, from: 100, to: 1000, unit: "percent" },
      { field: "minimumHealthyPercent", value: minimumHealthyPercent, from: 0, to: 100, unit: "percent" },
    ];
  }
  const minutes = (field: string, value: number): Range => ({ field, value, from: 0, to: day, unit: "minutes" });
  const share = (field: string, value: number, from: number): Range => {
    return { field, value, from, to: 100, unit: "percent", fractions: true };
  };
  const bake = minutes("bakeMinutes", strategy.bakeMinutes);
  if (strategy.kind === "canary") {
    const { canaryPercent, canaryMinutes } = strategy;
    return [bake, share("canaryPercent", canaryPercent, 0.1), minutes("canaryMinutes", canaryMinutes)];
  }
  if (strategy.kind === "linear") {
    const { stepPercent, stepMinutes } = strategy;
    return [bake, share("stepPercent", stepPercent, 3), minutes("stepMinutes", stepMinutes)];
  }
  return [bake];
}

function checkShifting(where: string, strategy: Shifting, around: DeploymentSurroundings): Problem[] {
  const problems: Problem[] = [];
  if (!around.weighable) {
    problems.push({
      where: `${where}.kind`,
      given: `${strategy.kind}, without an Application Load Balancer`,
      legal: "rolling: the other kinds move the weights of an Application Load Balancer's rule",
      fix: "use rolling, or an Application Load Balancer",
    });
  }
  if (around.alarmMinutes === undefined) {
    problems.push({
      where: `${where}.kind`,
      given: `${strategy.kind}, without alarms`,
      legal: "rolling, or alarms: ECS's circuit breaker knows rolling only, so nothing else would go back",
      fix: "give alarms, or use rolling",
    });
  }
  problems.push(...checkWaits(where, strategy, around.alarmMinutes ?? 0));
  const waited = deliberateMinutes(strategy);
  if (waited > longestUpdateMinutes) {
    problems.push({
      where: `${where}.kind`,
      given: `${strategy.kind} with ${waited} minutes of waiting in all`,
      legal: `at most ${longestUpdateMinutes} minutes: an update waits as long, and no role's credentials last longer`,
      fix: "make the bake or the steps shorter",
    });
  }
  const { testListener } = strategy;
  return testListener === undefined
    ? problems
    : [...problems, ...checkTestListener(`${where}.testListener`, testListener, around.freeRules)];
}

/** Each wait has to outlast the alarms: a revision that moves on before they can call is not watched. */
function checkWaits(where: string, strategy: Shifting, alarmMinutes: number): Problem[] {
  const waits: [argument: string, minutes: number][] = [
    ["bakeMinutes", strategy.bakeMinutes],
    ...(strategy.kind === "canary" ? [["canaryMinutes", strategy.canaryMinutes] as [string, number]] : []),
    ...(strategy.kind === "linear" ? [["stepMinutes", strategy.stepMinutes] as [string, number]] : []),
  ];
  return waits
    .filter(([, minutes]) => minutes >= 0 && minutes <= alarmMinutes)
    .map(([argument, minutes]) => ({
      where: `${where}.${argument}`,
      given: `${minutes}, with alarms that call after ${alarmMinutes} bad minutes`,
      legal: `more than ${alarmMinutes}, or the revision has moved on before an alarm can take it back`,
      fix: `use ${alarmMinutes + 2}, or fewer alarms.minutes`,
    }));
}

/** Ports of the load balancer's own listeners: with a certificate HTTP only redirects. */
const edgePorts = [80, 443];

function checkTestListener(where: string, { port, cidrs }: TestListenerArgs, freeRules: number): Problem[] {
  const problems = checkRanges(where, [{ field: "port", value: port, from: 1, to: 65535, unit: "as a whole number" }]);
  if (edgePorts.includes(port)) {
    problems.push({
      where: `${where}.port`,
      given: `${port}, on a load balancer that listens on ${edgePorts.join(" and ")}`,
      legal: "a port of its own: visitors must not come to a revision that is not released",
      fix: "use 8443",
    });
  }
  if (cidrs.length === 0) {
    const legal = "at least one IPv4 network";
    problems.push({ where: `${where}.cidrs`, given: "none", legal, fix: "name your office's or VPN's network" });
  }
  return [
    ...problems,
    ...checkTesters(`${where}.cidrs`, cidrs),
    ...checkRoom(`${where}.cidrs`, cidrs.length, freeRules),
  ];
}

function checkTesters(where: string, cidrs: readonly string[]): Problem[] {
  return cidrs.flatMap((cidr, index) => {
    const at = `${where}[${index}]`;
    if (cidrs.indexOf(cidr) === index) return checkIpv4Block(at, cidr, testers);
    return [{ where: at, given: show(cidr), legal: "each network once", fix: "leave it out" }];
  });
}

/** Each network is a rule of the load balancer's security group. */
function checkRoom(where: string, networks: number, freeRules: number): Problem[] {
  if (networks <= freeRules) return [];
  return [
    {
      where,
      given: `${networks} networks`,
      legal: `at most ${freeRules}: a security group has ${mostInboundRules} inbound rules, and the load balancer's own are among them`,
      fix: "use wider networks",
    },
  ];
}

/** The networks of those who test: one address, up to what an organisation has for itself; so never the world. */
const testers = { widest: 8, narrowest: 32 };
