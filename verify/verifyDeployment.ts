import { setTimeout as sleep } from "node:timers/promises";
import type { Aws } from "./aws/aws";
import { cannotVerify, passingReason, unreadReason } from "./aws/failure";
import { defaults, regionFor } from "./defaults";
import { collectTasks } from "./evidence/collect";
import { beginning, eventsSince } from "./evidence/events";
import { CannotVerify, ExitCode } from "./exitCode";
import { runningDefinition } from "./judge/judge";
import type { Observed } from "./judge/judgement";
import { familyOf, oneLine, shortName } from "./names";
import { type Clock, type Settled, settle } from "./settle";
import type { Verification } from "./verification";

export interface VerifyArgs {
  /** Name or ARN of the ECS cluster. */
  cluster: string;
  /** Name or ARN of the service in it. */
  service: string;
  /**
   * The task definition that has to run: an ARN, `family:revision`, or a family, which means its newest active revision.
   *
   * @default the newest active revision of the family that the service runs: what was registered last is what was meant
   */
  taskDefinition?: string;
  /** Seconds to wait while ECS is still deploying, 0 to 86400. @default 1200, as ECS needs some ten minutes to give up */
  waitSeconds?: number;
  /** AWS region. @default the one in an ARN that was given, else as the AWS SDK finds it (AWS_REGION, the profile) */
  region?: string;
  /** Lines shown of the end of each container's log, 0 to 1000. @default 20 */
  logLines?: number;
  /** Hears what is being waited for. @default nobody */
  progress?: (line: string) => void;
}

/**
 * Finds out whether an ECS service runs the task definition that was asked for, and if not, why not.
 *
 * Only reads: ecs:DescribeServices, DescribeTaskDefinition, ListServiceDeployments, DescribeServiceDeployments,
 * DescribeServiceRevisions, and when something is wrong ListTasks, DescribeTasks and logs:GetLogEvents. Costs nothing.
 *
 * @returns the verdict with its evidence; what could not be read stands in `notRead`
 * @throws CannotVerify when there can be no verdict: names that ECS does not know, credentials, permissions, no answer
 * @example
 * const { verdict, detail } = await verifyDeployment({ cluster: "web", service: "web" });
 * if (verdict !== "running") throw new Error(detail);
 */
export async function verifyDeployment(args: VerifyArgs): Promise<Verification> {
  const { region, problems } = regionFor(args);
  if (problems.length > 0) throw new CannotVerify(ExitCode.InvalidInput, problems);
  // The SDK takes a while to load, which `--help` need not wait for.
  const { askAws } = await import("./aws/sdk.js");
  const aws = askAws({ cluster: args.cluster, service: args.service, region });
  try {
    return await verifyWith(aws, args, { now: Date.now, sleep });
  } catch (error) {
    throw cannotVerify(error);
  }
}

/** The same, with answers and time from elsewhere. */
export async function verifyWith(aws: Aws, args: VerifyArgs, clock: Clock): Promise<Verification> {
  const { waitSeconds = defaults.waitSeconds, logLines = defaults.logLines, progress = () => undefined } = args;
  const definition = await aws.taskDefinition(args.taskDefinition ?? (await deployedFamily(aws)));
  const asked = definition.taskDefinitionArn ?? "";
  let unread: string | undefined;
  const look = async (): Promise<Observed> => {
    const [service, newest] = await Promise.all([
      aws.service(),
      aws.newestDeployment().then(
        (newest) => ({ newest, unread: undefined }),
        (error: unknown) => ({ newest: undefined, unread: unreadReason(error) }),
      ),
    ]);
    unread = newest.unread;
    return { service, newest: newest.newest };
  };
  const waiting = (line: string) => progress(`waiting for ${shortName(asked)} on ${args.service}: ${line}`);
  const { settled, observed } = await settle(asked, look, {
    waitSeconds,
    clock,
    progress: waiting,
    passing: passingReason,
  });
  const notRead = unread === undefined ? [] : [`service deployments: ${unread}`];
  const known = { ...settledReport(args, asked, settled, observed), notRead };
  if (settled.verdict === "running") return { ...known, since: undefined, events: [], tasks: [] };
  progress(`reading why ${shortName(asked)} does not run`);
  const since = beginning(asked, observed, definition);
  const { events, notRead: unreadEvents } = eventsSince(observed.service, since);
  const { tasks, notRead: unreadTasks } = await collectTasks(aws, definition, logLines);
  return { ...known, since, events, tasks, notRead: [...notRead, ...unreadEvents, ...unreadTasks] };
}

function settledReport({ cluster, service }: VerifyArgs, asked: string, settled: Settled, observed: Observed) {
  return { ...settled, detail: oneLine(settled.detail), cluster, service, asked, runs: runningDefinition(observed) };
}

async function deployedFamily(aws: Aws): Promise<string> {
  const runs = runningDefinition({ service: await aws.service(), newest: undefined });
  if (runs !== undefined) return familyOf(runs);
  throw new CannotVerify(ExitCode.InvalidInput, [
    "--task-definition: given none, and the service names none; legal: an ARN, family:revision or family; fix: give it",
  ]);
}
