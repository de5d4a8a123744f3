import { parseArgs } from "node:util";
import { InvalidUse } from "./exitCode";
import { type Format, formats } from "./render";

export interface AuditArguments {
  paths: string[];
  format: Format;
  output: string | undefined;
  config: string | undefined;
}

export const help = `Audits stacks together with the rules of the Gatehouse policy pack, and finds the ways past a proxy that only
exist across stacks: a stack that opens another one's security group, forwards to its target group, or
registers at its load balancer. Needs no program, no engine and no AWS account.

Usage: gatehouse-audit [options] PATH...

  PATH               a file, a folder (searched for *.json), or - for standard input. Each file shows one stack:
                       pulumi stack export                        the stack as it is
                       pulumi preview --json --show-sames         the stack as it is about to be
                       pulumi preview --save-plan FILE            the same, for a stack that does not exist yet
                       plan.json of Gatehouse's own preview       the same
  --format FORMAT    ${formats.join(", ")} (default: text)
  --output FILE      where the report goes (default: standard output)
  --config FILE      the configuration of the policy pack, as for pulumi preview --policy-pack-config
  --help             this text

Examples
  pulumi stack export --stack prod | gatehouse-audit -
  gatehouse-audit exports/
  gatehouse-audit --format sarif --output gatehouse.sarif exports/ preview.json

Secrets are never printed. A value that is encrypted in an export is not known here; where that leaves a doubt, give
an export that was made with --show-secrets.

Exit codes
  0  clean: no violation, and nothing mandatory is unproven
  1  a violation, or something mandatory that could not be proven
  2  the input is wrong: arguments, configuration, or a file that is no stack; the other files are audited all the same
  3  the audit could not be made or its report not be written`;

/**
 * Reads the command line.
 *
 * @returns "help" when help was asked for.
 * @throws InvalidUse for anything that help does not name.
 */
export function readArguments(args: readonly string[]): AuditArguments | "help" {
  const { values, positionals } = parsed(args);
  if (values.help) return "help";
  const format = formats.find((each) => each === values.format);
  const problems = [
    ...(format === undefined
      ? [`--format: given ${JSON.stringify(values.format)}; legal: ${formats.join(", ")}; fix: give one of them`]
      : []),
    ...(positionals.length === 0 ? ["PATH: given none; legal: files, folders, -; fix: give at least one stack"] : []),
  ];
  if (format === undefined || problems.length > 0) throw new InvalidUse(problems);
  return { paths: positionals, format, output: values.output, config: values.config };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: true,
      options: {
        format: { type: "string", default: "text" },
        output: { type: "string" },
        config: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    const [line] = error instanceof Error ? error.message.split("\n") : [];
    throw new InvalidUse([`${line ?? "the arguments cannot be read"} (--help lists the options)`]);
  }
}
