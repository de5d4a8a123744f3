import { progress, runCommand } from "../../preview/commandLine";
import { ExitCode } from "../../preview/exitCode";
import { help, readArguments } from "./arguments";
import { printOutcomes, summary } from "./table";

/** Runs the command line; see `help` for what it prints and how it ends. */
async function main(args: string[]): Promise<ExitCode> {
  const names = readArguments(args);
  if (names === "help") {
    console.log(help);
    return ExitCode.Clean;
  }
  // Loaded late: the Automation API takes half a second, which --help and a wrong name need not wait for.
  const { previewExample } = await import("./previewExample.js");
  const outcomes = [];
  for (const name of names) {
    const outcome = await previewExample(name, progress);
    outcomes.push(outcome);
    if (outcome.kind === "failed") for (const line of outcome.errors) console.error(`error: ${name}: ${line}`);
  }
  console.log(printOutcomes(outcomes));
  console.log(summary(outcomes));
  progress("see out/examples/<name>/report.md");
  return Math.max(...outcomes.map(({ exitCode }) => exitCode)) as ExitCode;
}

void runCommand(main);
