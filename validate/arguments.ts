import { parseArgs } from "node:util";
import { InvalidInput } from "../preview/exitCode";

export const help = `Judges the resources of a previewed stack as AWS would, as far as that is known without AWS: the plan becomes a
CloudFormation template, which cfn-lint (AWS's own schemas, and rules) and troposphere judge.

Usage: npm run validate -- PLAN.json

  PLAN.json   the plan, as npm run preview writes it: out/preview/plan.json
  --help      this text

The two are fetched once with pip into the user's cache. What a first preview cannot know is counted as not judged.

Exit codes
  0  nothing that was judged is refused
  1  a value is refused; each is named with its resource and property
  2  the input is wrong: arguments, or a file that is no plan
  3  the plan could not be judged: no Python or pip, or a resource type or property that validate/mappings does not know`;

/**
 * Reads the command line.
 *
 * @returns the plan's file, or "help"
 * @throws InvalidInput for anything that the help does not list
 */
export function readArguments(args: string[]): { plan: string } | "help" {
  const { values, positionals } = parsed(args);
  if (values.help) return "help";
  const [plan, ...rest] = positionals;
  if (plan === undefined || rest.length > 0) {
    const given = positionals.join(" ") || "nothing";
    throw new InvalidInput([
      `PLAN.json: given ${given}; legal: one file; fix: npm run validate -- out/preview/plan.json`,
    ]);
  }
  return { plan };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { help: { type: "boolean", default: false } } });
  } catch (e) {
    throw new InvalidInput([`${(e as Error).message.split("\n")[0]} (--help lists the options)`]);
  }
}
