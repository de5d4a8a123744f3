import type { Problem } from "../../nginx";
import { show } from "../../nginx/problem";
import { checkRanges, type Range } from "../range";
import type { ScalingPlan } from "./scalingPlan";

/** What scaling stands on. */
export interface ScalingSurroundings {
  /** Tasks to begin with. */
  desiredCount: number;
  /** Whether requests are counted at one target group: an Application Load Balancer's, and not one of two. */
  requestsCounted: { balancer: boolean; oneGroup: boolean };
}

/** Tasks of a service (Amazon ECS service quotas, "Tasks per service"). */
const mostTasks = 5000;

/** All that is wrong with how the number of tasks follows the load. */
export function checkScaling(where: string, plan: ScalingPlan, around: ScalingSurroundings): Problem[] {
  return [
    ...checkRanges(where, rangesOf(plan)),
    ...checkLimits(where, plan, around.desiredCount),
    ...checkTargets(where, plan, around),
    ...checkSchedules(`${where}.schedules`, plan),
  ];
}

function rangesOf({ minimum, maximum, targets, scaleInSeconds, scaleOutSeconds }: ScalingPlan): Range[] {
  const seconds = (field: string, value: number): Range => ({ field, value, from: 0, to: 3600, unit: "seconds" });
  return [
    // Without a task there is no load to follow: target tracking never leaves 0.
    { field: "minimum", value: minimum, from: 1, to: mostTasks, unit: "tasks" },
    { field: "maximum", value: maximum, from: 1, to: mostTasks, unit: "tasks" },
    ...targets.map(({ argument, value }): Range => {
      return argument === "requestsPerTarget"
        ? { field: argument, value, from: 1, to: 1_000_000, unit: "requests a minute" }
        : { field: argument, value, from: 1, to: 100, unit: "percent", fractions: true };
    }),
    seconds("scaleInSeconds", scaleInSeconds),
    seconds("scaleOutSeconds", scaleOutSeconds),
  ];
}

function checkLimits(where: string, { minimum, maximum }: ScalingPlan, desiredCount: number): Problem[] {
  if (minimum > maximum) {
    return [
      {
        where: `${where}.minimum`,
        given: `${minimum}, with a maximum of ${maximum}`,
        legal: "at most the maximum",
        fix: `use ${maximum} here, or a maximum of ${minimum}`,
      },
    ];
  }
  if (desiredCount >= minimum && desiredCount <= maximum) return [];
  return [
    {
      where: where.replace(/scaling$/, "desiredCount"),
      given: `${desiredCount}, with scaling from ${minimum} to ${maximum}`,
      legal: `${minimum} to ${maximum}: scaling would change it at once`,
      fix: `use ${desiredCount < minimum ? minimum : maximum}, or leave it out`,
    },
  ];
}

function checkTargets(where: string, plan: ScalingPlan, { requestsCounted }: ScalingSurroundings): Problem[] {
  if (plan.targets.length === 0 && plan.schedules.length === 0) {
    const legal = "a target (cpuPercent, memoryPercent, requestsPerTarget) or a schedule";
    return [{ where, given: "nothing to follow", legal, fix: "use cpuPercent: 60, or leave scaling out" }];
  }
  const requests = plan.targets.find(({ argument }) => argument === "requestsPerTarget");
  if (requests === undefined || (requestsCounted.balancer && requestsCounted.oneGroup)) return [];
  return [
    {
      where: `${where}.requestsPerTarget`,
      given: requestsCounted.balancer
        ? `${requests.value}, with a deployment that moves between two target groups`
        : `${requests.value}, without an Application Load Balancer`,
      legal: "requests of one target group of an Application Load Balancer (ALBRequestCountPerTarget)",
      fix: requestsCounted.balancer ? "use cpuPercent, or the deployment kind rolling" : "use cpuPercent",
    },
  ];
}

function checkSchedules(where: string, { schedules }: ScalingPlan): Problem[] {
  return schedules.flatMap((schedule, index) => {
    const own = `${where}[${index}]`;
    const { name, minimum, maximum } = schedule;
    const twice = schedules.findIndex((each) => each.name === name) < index;
    return [
      ...checkRanges(own, [
        { field: "minimum", value: minimum, from: 0, to: mostTasks, unit: "tasks" },
        { field: "maximum", value: maximum, from: 0, to: mostTasks, unit: "tasks" },
      ]),
      ...problem(
        minimum > maximum,
        `${own}.minimum`,
        `${minimum}, with a maximum of ${maximum}`,
        "at most the maximum",
      ),
      ...problem(!/^[a-z](?:-?[a-z0-9])*$/.test(name), `${own}.name`, show(name), "letters, digits and hyphens: day"),
      ...problem(twice, `${own}.name`, `${show(name)}, a second time`, "a name of its own"),
      ...problem(!isSchedule(schedule.schedule), `${own}.schedule`, show(schedule.schedule), scheduleForms),
      ...problem(!isTimezone(schedule.timezone), `${own}.timezone`, show(schedule.timezone), "such as Europe/Berlin"),
    ];
  });
}

function problem(wrong: boolean, where: string, given: string, legal: string): Problem[] {
  return wrong ? [{ where, given, legal, fix: "change it to what is legal" }] : [];
}

const scheduleForms = "cron(minutes hours day month weekday year), rate(1 day), or at(2030-01-01T00:00:00)";

/** Application Auto Scaling user guide, "Schedule recurring scaling actions using cron expressions". */
const schedulePatterns = [
  /^cron\((?:[\dA-Z*?,/#-]+ ){5}[\dA-Z*?,/#-]+\)$/,
  /^rate\((?:1 (?:minute|hour|day)|(?:[2-9]|[1-9]\d+) (?:minutes|hours|days))\)$/,
  /^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/,
];

function isSchedule(schedule: string): boolean {
  return schedulePatterns.some((pattern) => pattern.test(schedule));
}

/** Node's own table of IANA names. An offset, which it takes too, is none. */
function isTimezone(timezone: string): boolean {
  if (!/^[A-Za-z]/.test(timezone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
    return true;
  } catch {
    return false;
  }
}
