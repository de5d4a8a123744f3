import type { Problem } from "../../nginx";
import { checkChoice } from "../choice";

/** Where the containers' output goes. */
export const LogKind = { CloudWatch: "cloudwatch", FireLens: "firelens" } as const;
export type LogKind = (typeof LogKind)[keyof typeof LogKind];

/** What a container does when its output is taken more slowly than it comes. */
export const LogMode = { NonBlocking: "non-blocking", Blocking: "blocking" } as const;
export type LogMode = (typeof LogMode)[keyof typeof LogMode];

/**
 * Where the containers' output goes. Plain.
 *
 * @example
 * logs: { kind: "firelens", options: { Name: "kinesis_firehose", region: "us-east-1", delivery_stream: "web" } }
 */
export interface LogsArgs {
  /** `cloudwatch`, one log group a container; or `firelens`, a Fluent Bit in the task that sends it on. @default "cloudwatch" */
  kind?: LogKind;
  /** Of `cloudwatch`: `non-blocking` loses lines when the buffer is full; `blocking` loses none and lets the container wait. @default "non-blocking" */
  mode?: LogMode;
  /** Of `non-blocking`: MiB that are kept for each container until they are taken, 1 to 1024. @default 25 */
  bufferMebibytes?: number;
  /**
   * Of `firelens`, and needed there: options of Fluent Bit's output, `Name` at least. What the output may do is attached to
   * the task's role (`taskRoleName`).
   */
  options?: Record<string, string>;
  /** Of `firelens`: MiB kept for the router, which may use more. @default 64 */
  routerMebibytes?: number;
}

/** Where the containers' output goes, with the defaults filled in. */
export type Logs =
  | { kind: "cloudwatch"; mode: LogMode; bufferMebibytes: number }
  | { kind: "firelens"; options: Record<string, string>; routerMebibytes: number };

/**
 * AWS for Fluent Bit, in the line that is kept up (2.x ended in June 2026); from ECR Public, which does not count anonymous
 * pulls as Docker Hub does. Pinned: a tag such as "stable" moves.
 */
export const routerImage = "public.ecr.aws/aws-observability/aws-for-fluent-bit:3.4.17";

/** Outlasts a minute of a busy proxy's log while CloudWatch throttles; AWS's own default is 10. */
const usualBuffer = 25;

/** Fills in the defaults; judges nothing. */
export function planLogs(args: LogsArgs = {}): Logs {
  if (args.kind === LogKind.FireLens) {
    return { kind: "firelens", options: args.options ?? {}, routerMebibytes: args.routerMebibytes ?? 64 };
  }
  const mode = args.mode ?? LogMode.NonBlocking;
  return { kind: "cloudwatch", mode, bufferMebibytes: args.bufferMebibytes ?? usualBuffer };
}

/** Arguments that mean something for one kind only. */
const ofKind: Record<LogKind, readonly (keyof LogsArgs)[]> = {
  cloudwatch: ["mode", "bufferMebibytes"],
  firelens: ["options", "routerMebibytes"],
};

/** Problems of the choice. */
export function checkLogs(where: string, args: LogsArgs = {}): Problem[] {
  const kind = args.kind ?? LogKind.CloudWatch;
  const choice = checkChoice(`${where}.kind`, kind, Object.values(LogKind));
  if (choice.length > 0) return choice;
  const other = kind === LogKind.CloudWatch ? LogKind.FireLens : LogKind.CloudWatch;
  const strays = ofKind[other]
    .filter((field) => args[field] !== undefined)
    .map((field) => ({
      where: `${where}.${field}`,
      given: JSON.stringify(args[field]),
      legal: `nothing with logs of kind ${kind}: it belongs to kind ${other}`,
      fix: `leave it out, or use kind ${other}`,
    }));
  return [...strays, ...(kind === LogKind.CloudWatch ? checkBuffer(where, args) : checkRouter(where, args))];
}

function checkBuffer(where: string, { mode = LogMode.NonBlocking, bufferMebibytes: buffer }: LogsArgs): Problem[] {
  const choice = checkChoice(`${where}.mode`, mode, Object.values(LogMode));
  if (choice.length > 0 || buffer === undefined) return choice;
  const field = `${where}.bufferMebibytes`;
  if (mode === LogMode.Blocking) {
    const legal = "nothing in mode blocking, where a container waits instead";
    return [{ where: field, given: String(buffer), legal, fix: "leave it out, or use mode non-blocking" }];
  }
  if (Number.isInteger(buffer) && buffer >= 1 && buffer <= 1024) return [];
  return [{ where: field, given: String(buffer), legal: "1 to 1024 whole MiB", fix: `use ${usualBuffer}` }];
}

function checkRouter(where: string, { options = {}, routerMebibytes = 64 }: LogsArgs): Problem[] {
  const problems: Problem[] = [];
  if (!Number.isInteger(routerMebibytes) || routerMebibytes < 6) {
    const legal = "whole MiB from 6, the least that Docker starts";
    problems.push({ where: `${where}.routerMebibytes`, given: String(routerMebibytes), legal, fix: "use 64" });
  }
  if (!Object.keys(options).some((name) => name.toLowerCase() === "name")) {
    problems.push({
      where: `${where}.options`,
      given: Object.keys(options).join(", ") || "nothing",
      legal: "at least Name, the output plugin of Fluent Bit that the lines go to",
      fix: 'add Name, such as "cloudwatch_logs"',
    });
  }
  return problems;
}

/** What a router's own output goes by, and that of every container where there is no router. */
const ownLogs = { kind: "cloudwatch", mode: LogMode.NonBlocking, bufferMebibytes: usualBuffer } as const;

/**
 * ECS's `logConfiguration` of a container. In mode blocking a full pipe stops the container; otherwise, what does not fit the
 * buffer is dropped (ECS developer guide, "Send Amazon ECS logs to CloudWatch", options `mode` and `max-buffer-size`).
 */
export function logConfiguration(
  logs: Logs,
  { isLogRouter }: { isLogRouter: boolean },
  to: { group: string; region: string },
): object {
  if (logs.kind === "firelens" && !isLogRouter) return { logDriver: "awsfirelens", options: logs.options };
  const { mode, bufferMebibytes } = logs.kind === "cloudwatch" ? logs : ownLogs;
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": to.group,
      "awslogs-region": to.region,
      "awslogs-stream-prefix": "ecs",
      ...(mode === LogMode.NonBlocking && { "max-buffer-size": `${bufferMebibytes}m` }),
      mode,
    },
  };
}
