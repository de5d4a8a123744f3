/** How a new revision takes the place of the old one. */
export const DeploymentKind = {
  Rolling: "rolling",
  BlueGreen: "blueGreen",
  Canary: "canary",
  Linear: "linear",
} as const;
export type DeploymentKind = (typeof DeploymentKind)[keyof typeof DeploymentKind];

/** A second door for the revision that is not released yet: closed but for the networks named here. */
export interface TestListenerArgs {
  /** Port of its own on the load balancer, 1 to 65535, none of the load balancer's own. */
  port: number;
  /** IPv4 networks that are let in, such as `["203.0.113.0/24"]`; /8 at the widest, so never the world. */
  cidrs: string[];
}

/**
 * How a new revision takes the place of the old one. Each kind has arguments of its own; another kind's are refused.
 * Numbers: ECS API reference, DeploymentConfiguration, CanaryConfiguration, LinearConfiguration.
 *
 * - `rolling`: tasks are replaced a few at a time. ECS's circuit breaker goes back to the last good revision; so does an
 *   alarm, where there are `alarms`. Costs nothing more.
 * - `blueGreen`: the new revision runs in full beside the old one, gets all requests at once, and the old one waits.
 * - `canary`: the new revision gets `canaryPercent` of the requests first, then all.
 * - `linear`: it gets `stepPercent` more each `stepMinutes`.
 *
 * All but `rolling` run twice the tasks while they deploy, need an Application Load Balancer, and need `alarms`, which are
 * what goes back: an alarm that was in alarm already when a deployment began does not count for it (ECS developer guide,
 * "How CloudWatch alarms detect Amazon ECS deployment failures"). ECS moves the weights of the listener's rule, which the
 * program therefore leaves alone.
 *
 * Another port of the proxy, or a change between `rolling` and the others, replaces that rule: for a moment the edge answers 404,
 * and then the requests go to the first target group. Where the last deployment moved them to the second, deploy once more before.
 */
export interface DeploymentArgs {
  /** Which of the four. */
  kind: DeploymentKind;
  /** `rolling`: tasks that stay in service, percent of the desired count, 0 to 100. @default 75 */
  minimumHealthyPercent?: number;
  /** `rolling`: tasks that may run, percent of the desired count, 100 to 1000. @default 200 */
  maximumPercent?: number;
  /** All but `rolling`: minutes that the old revision stays after the last request moved, 0 to 1440. @default 10 */
  bakeMinutes?: number;
  /** All but `rolling`: where the new revision can be tried before visitors get it. @default none */
  testListener?: TestListenerArgs;
  /** `canary`: percent of the requests that the new revision gets first, 0.1 to 100. @default 5 */
  canaryPercent?: number;
  /** `canary`: minutes until it gets the rest, 0 to 1440. @default 10 */
  canaryMinutes?: number;
  /** `linear`: percent of the requests that move in each step, 3 to 100. @default 10 */
  stepPercent?: number;
  /** `linear`: minutes between two steps, 0 to 1440. @default 6 */
  stepMinutes?: number;
}

/** Tasks are replaced a few at a time. */
export interface Rolling {
  kind: "rolling";
  minimumHealthyPercent: number;
  maximumPercent: number;
}

interface Baking {
  bakeMinutes: number;
  testListener: TestListenerArgs | undefined;
}

/** ECS moves requests from one target group to the other. */
export type Shifting =
  | (Baking & { kind: "blueGreen" })
  | (Baking & { kind: "canary"; canaryPercent: number; canaryMinutes: number })
  | (Baking & { kind: "linear"; stepPercent: number; stepMinutes: number });

/** A deployment with every number said. */
export interface DeploymentPlan {
  strategy: Rolling | Shifting;
  /** Arguments of another kind, or a kind that there is not: refused, never left out without a word. */
  stray: [argument: string, value: unknown][];
}

type Own = Exclude<keyof DeploymentArgs, "kind">;

const baking: Own[] = ["bakeMinutes", "testListener"];

/** The arguments of each kind. */
export const argumentsOf: Record<DeploymentKind, readonly Own[]> = {
  rolling: ["minimumHealthyPercent", "maximumPercent"],
  blueGreen: baking,
  canary: [...baking, "canaryPercent", "canaryMinutes"],
  linear: [...baking, "stepPercent", "stepMinutes"],
};

/** Fills in the defaults; judges nothing. */
export function planDeployment(args: DeploymentArgs = { kind: "rolling" }): DeploymentPlan {
  const { kind, ...given } = args;
  if (!Object.hasOwn(argumentsOf, kind)) return { strategy: strategyOf({ kind: "rolling" }), stray: [["kind", kind]] };
  const stray = Object.entries(given).filter(
    ([argument, value]) => value !== undefined && !argumentsOf[kind].some((own) => own === argument),
  );
  return { strategy: strategyOf(args), stray };
}

function strategyOf(args: DeploymentArgs): Rolling | Shifting {
  const shared: Baking = { bakeMinutes: args.bakeMinutes ?? 10, testListener: args.testListener };
  switch (args.kind) {
    case "rolling":
      return {
        kind: args.kind,
        minimumHealthyPercent: args.minimumHealthyPercent ?? 75,
        maximumPercent: args.maximumPercent ?? 200,
      };
    case "blueGreen":
      return { kind: args.kind, ...shared };
    case "canary":
      return {
        kind: args.kind,
        ...shared,
        canaryPercent: args.canaryPercent ?? 5,
        canaryMinutes: args.canaryMinutes ?? 10,
      };
    case "linear":
      return { kind: args.kind, ...shared, stepPercent: args.stepPercent ?? 10, stepMinutes: args.stepMinutes ?? 6 };
  }
}

/** Whether ECS moves requests between two target groups. */
export function isShifting(strategy: Rolling | Shifting): strategy is Shifting {
  return strategy.kind !== "rolling";
}

/** The tasks between which a rolling deployment stays; ECS rounds so that neither limit is passed (ECS API reference, DeploymentConfiguration). */
export function tasksWhileRolling(
  { minimumHealthyPercent, maximumPercent }: Rolling,
  tasks: number,
): { least: number; most: number } {
  return {
    least: Math.ceil((tasks * minimumHealthyPercent) / 100),
    most: Math.floor((tasks * maximumPercent) / 100),
  };
}

/** Minutes that a deployment waits on purpose, beside what tasks need to start and to stop. */
export function deliberateMinutes(strategy: Rolling | Shifting): number {
  switch (strategy.kind) {
    case "rolling":
      return 0;
    case "blueGreen":
      return strategy.bakeMinutes;
    case "canary":
      return strategy.canaryMinutes + strategy.bakeMinutes;
    case "linear":
      return Math.ceil(100 / strategy.stepPercent) * strategy.stepMinutes + strategy.bakeMinutes;
  }
}
