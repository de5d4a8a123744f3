import { progress, runCommand } from "../preview/commandLine";
import { ExitCode } from "../preview/exitCode";
import { help, readArguments } from "./arguments";
import { readPublishedPlan } from "./plan";
import { reportText } from "./report";
import { validatePlan } from "./validatePlan";
import { findValidators } from "./validators";

/** Runs the command line; see `help` for what it prints and how it ends. */
async function main(args: string[]): Promise<ExitCode> {
  const given = readArguments(args);
  if (given === "help") {
    console.log(help);
    return ExitCode.Clean;
  }
  const resources = readPublishedPlan(given.plan);
  const validators = await findValidators(process.env, progress);
  progress(`judging ${resources.length} resources of ${given.plan}`);
  const validation = await validatePlan(resources, validators);
  console.log(reportText(validation));
  return validation.refusals.length === 0 ? ExitCode.Clean : ExitCode.Violation;
}

void runCommand(main);
