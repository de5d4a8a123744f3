import { parseArgs } from "node:util";
import { inputFailure } from "../local/failure";

const bases = ["debian", "pull"] as const;
/** Where base images come from: made of Debian's packages, or pulled as the Dockerfiles name them. */
export type Bases = (typeof bases)[number];

export interface ImagesArguments {
  stack: string;
  /** Logical name of the ECS service, where the stack has several. */
  service?: string;
  /** Folder of Pulumi.yaml. */
  project: string;
  bases: Bases;
  /** Whether Debian packages that are missing may be installed. */
  install: boolean;
}

export const help = `Builds the images of a stack with a real Docker engine, pushes them to a registry of this machine, pulls them again,
runs both containers as Fargate would, and tries them. No AWS account.

Usage: npm run images -- [options]

  --stack STACK      the stack: Pulumi.STACK.yaml must exist (default: dev)
  --bases FROM       base images: "debian" makes them of Debian's packages and npm's node, "pull" takes the public
                     ones that the Dockerfiles name (default: debian)
  --no-install       install nothing. Otherwise root gets what is missing with apt-get: docker.io where no Docker engine
                     runs or can be started, docker-registry, mmdebstrap
  --service NAME     the ECS service, where the stack has more than one
  --project FOLDER   the folder of Pulumi.yaml (default: the current folder)
  --help             this text

A Docker engine that runs on this machine is used; else root starts one, in a scratch folder, for this run alone.
Everything that was started is stopped at the end.

Exit codes
  0  everything is as expected
  1  something differs
  2  the input is wrong: arguments, configuration, a container that cannot run here
  3  not made: a tool is missing or failed, or no Docker engine can be had here`;

/**
 * Reads the command line.
 *
 * @returns "help" where that is asked for
 * @throws LocalFailure (exit code 2) for anything that the help does not list
 * @example readArguments(["--bases", "pull"])
 */
export function readArguments(args: string[]): ImagesArguments | "help" {
  const values = parse(args);
  if (values.help) return "help";
  const from = bases.find((one) => one === values.bases);
  if (!from)
    throw inputFailure([{ where: "--bases", given: values.bases, legal: bases.join(" or "), fix: "leave it out" }]);
  const { stack, project, service } = values;
  return { stack, project, bases: from, install: !values["no-install"], ...(service !== undefined && { service }) };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        stack: { type: "string", default: "dev" },
        service: { type: "string" },
        project: { type: "string", default: "." },
        bases: { type: "string", default: "debian" },
        "no-install": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    const given = (error as Error).message.split("\n")[0] ?? "";
    throw inputFailure([{ where: "arguments", given, legal: "what --help lists", fix: "see --help" }]);
  }
}
