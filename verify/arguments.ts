import { parseArgs } from "node:util";
import { defaults, limits, regionFor } from "./defaults";
import { CannotVerify, ExitCode } from "./exitCode";
import type { Format } from "./render";
import type { VerifyArgs } from "./verifyDeployment";

export interface VerifyCommand {
  args: VerifyArgs;
  format: Format;
}

export const help = `Tells whether an Amazon ECS service runs the task definition that was asked for. Where ECS rolled back, or another
definition runs, it says why: the service's events, how the tasks ended, and the last lines of their logs.

Usage: gatehouse-verify --cluster CLUSTER --service SERVICE [options]

  --cluster CLUSTER          name or ARN of the cluster
  --service SERVICE          name or ARN of the service
  --task-definition ARN      what has to run: an ARN, family:revision, or a family for its newest active revision
                             (default: the newest active revision of the family that the service runs)
  --wait SECONDS             how long to wait while ECS is deploying, 0 to look once (default: ${defaults.waitSeconds})
  --log-lines LINES          last lines shown of each container's log, 0 for none (default: ${defaults.logLines})
  --region REGION            AWS region (default: that of a given ARN, else AWS_REGION or the profile's)
  --json                     the report as JSON
  --markdown                 the report as Markdown, for $GITHUB_STEP_SUMMARY or a comment
  --help                     this text

Credentials are found as by any AWS SDK. It only reads, with these actions:
  ecs:DescribeServices ecs:DescribeTaskDefinition ecs:ListServiceDeployments ecs:DescribeServiceDeployments
  ecs:DescribeServiceRevisions ecs:ListTasks ecs:DescribeTasks logs:GetLogEvents
Without the first two there is no verdict; what else may not be read is said in a line that begins with "not read".

Environment variables of the task are not printed; where their values, or what looks like a credential, stand in a log, they
are hidden. A secret that the application itself logs under no telling name cannot be known: --log-lines 0 shows no log.

Exit codes
  0  the service runs the task definition that was asked for, and is steady
  1  it does not: ECS rolled back or gave up, another definition runs, or ECS was not done in time
  2  what was given is wrong: arguments, names, credentials, permissions
  3  AWS did not answer`;

/**
 * Reads the command line.
 *
 * @throws CannotVerify (exit code 2) with every problem at once
 * @example readArguments(["--cluster", "web", "--service", "web", "--wait", "600"])
 */
export function readArguments(args: readonly string[]): VerifyCommand | "help" {
  const values = parsed(args);
  if (values.help) return "help";
  const { cluster = "", service = "", "task-definition": taskDefinition, region } = values;
  const wait = whole("--wait", values.wait, limits.waitSeconds, "a number of seconds");
  const lines = whole("--log-lines", values["log-lines"], limits.logLines, "a number of lines");
  const given = {
    cluster,
    service,
    ...(taskDefinition !== undefined && { taskDefinition }),
    ...(region !== undefined && { region }),
  };
  const problems = [
    ...missing("--cluster", cluster, "aws ecs list-clusters names them"),
    ...missing("--service", service, "aws ecs list-services --cluster CLUSTER names them"),
    ...empty("--task-definition", taskDefinition),
    ...empty("--region", region),
    ...wait.problems,
    ...lines.problems,
    ...(values.json && values.markdown ? ["--json, --markdown: given both; legal: one of them; fix: remove one"] : []),
    ...regionFor(given).problems,
  ];
  if (problems.length > 0) throw new CannotVerify(ExitCode.InvalidInput, problems);
  return {
    args: { ...given, waitSeconds: wait.number, logLines: lines.number },
    format: values.json ? "json" : values.markdown ? "markdown" : "text",
  };
}

function missing(option: string, value: string, fix: string): string[] {
  return value === "" ? [`${option}: given nothing; legal: a name or an ARN; fix: give it, ${fix}`] : [];
}

/** An empty text is what a script passes whose own question went unanswered; it must not mean the default. */
function empty(option: string, value: string | undefined): string[] {
  return value === ""
    ? [`${option}: given an empty text; legal: a value, or no ${option}; fix: give it, or leave it out`]
    : [];
}

function whole(option: string, given: string, most: number, what: string): { number: number; problems: string[] } {
  const number = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (number <= most) return { number, problems: [] };
  return {
    number,
    problems: [
      `${option}: given ${JSON.stringify(given)}; legal: ${what}, 0 to ${most}; fix: give one, or leave it out`,
    ],
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        cluster: { type: "string" },
        service: { type: "string" },
        "task-definition": { type: "string" },
        wait: { type: "string", default: String(defaults.waitSeconds) },
        "log-lines": { type: "string", default: String(defaults.logLines) },
        region: { type: "string" },
        json: { type: "boolean", default: false },
        markdown: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    const [line = ""] = error instanceof Error ? error.message.split("\n") : [];
    throw new CannotVerify(ExitCode.InvalidInput, [`${line} (--help lists the options)`]);
  }
}
