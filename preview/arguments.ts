import { parseArgs } from "node:util";
import { InvalidInput } from "./exitCode";

export interface PreviewArguments {
  stack: string;
  projectDir: string;
  program?: string;
  out: string;
}

export const help = `Previews a stack on the real Pulumi engine with stand-in providers, and checks it with the policy pack.
No AWS account, no Docker and, once the engine is there, no network is needed.

Usage: npm run preview -- --stack STACK [options]

  --stack STACK      the stack: Pulumi.STACK.yaml must exist
  --program FILE     the program, relative to the project (default: what Pulumi.yaml names, else index.ts)
  --project FOLDER   the folder of Pulumi.yaml (default: the current folder)
  --out FOLDER       where report.md, graph.svg, plan.json and report.json go (default: out/preview)
  --help             this text

Exit codes
  0  the preview is clean: no violation, and nothing mandatory is unproven
  1  the policy pack found a violation, or could not prove what it must
  2  the input is wrong: arguments, stack file, configuration, or the program itself threw an error
  3  the preview could not be made: no engine, a resource type that the stand-ins do not know, a broken policy pack`;

/**
 * Reads the command line.
 *
 * @returns "help" when help was asked for.
 * @throws InvalidInput for anything that is not an option above.
 */
export function readArguments(args: string[]): PreviewArguments | "help" {
  const { values } = parsed(args);
  if (values.help) return "help";
  if (!values.stack)
    throw new InvalidInput(['--stack: given nothing; legal: the name of a stack; fix: add "--stack dev"']);
  return {
    stack: values.stack,
    projectDir: values.project,
    out: values.out,
    ...(values.program === undefined ? {} : { program: values.program }),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      strict: true,
      options: {
        stack: { type: "string" },
        program: { type: "string" },
        project: { type: "string", default: "." },
        out: { type: "string", default: "out/preview" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (e) {
    throw new InvalidInput([`${(e as Error).message.split("\n")[0]} (--help lists the options)`]);
  }
}
