import { parseArgs } from "node:util";
import { InvalidInput } from "../../preview/exitCode";
import { exampleNames } from "./names";

export const help = `Previews the example stacks on the real Pulumi engine with stand-in providers, and checks each with the policy pack.
No AWS account, no Docker and, once the engine is there, no network is used. Prints a table; each example leaves report.md,
graph.svg and plan.json in out/examples/<name>.

Usage: npm run examples [-- NAME …]

  NAME               an example, a folder of examples/ (default: all)
  --help             this text

Exit codes: the highest of all examples
  0  every preview is clean: no violation, and nothing mandatory is unproven
  1  the policy pack found a violation, or could not prove what it must
  2  the input is wrong: arguments, or an example's own program or configuration
  3  a preview could not be made: no engine, a resource type that the stand-ins do not know, a broken policy pack`;

/**
 * The names of the examples to preview.
 *
 * @returns "help" when help was asked for.
 * @throws InvalidInput for an option or an example that there is not.
 */
export function readArguments(args: string[]): string[] | "help" {
  const { values, positionals } = parsed(args);
  if (values.help) return "help";
  const all = exampleNames();
  const unknown = positionals.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new InvalidInput(unknown.map((name) => `${name}: no such example; legal: ${all.join(", ")}`));
  }
  return positionals.length === 0 ? all : all.filter((name) => positionals.includes(name));
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, strict: true, allowPositionals: true, options: { help: { type: "boolean" } } });
  } catch (e) {
    throw new InvalidInput([`${(e as Error).message.split("\n")[0]} (--help lists the options)`]);
  }
}
