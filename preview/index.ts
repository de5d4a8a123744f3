import { join } from "node:path";
import { help, type PreviewArguments, readArguments } from "./arguments";
import { progress, runCommand } from "./commandLine";
import { ExitCode } from "./exitCode";
import { outputs, removeOutputs } from "./outputs";
import { terminalText } from "./render/terminal";
import { writeReport } from "./writeReport";

/** Runs the command line; see `help` for what it prints and how it ends. */
async function main(args: string[]): Promise<ExitCode> {
  const given = readArguments(args);
  if (given === "help") {
    console.log(help);
    return ExitCode.Clean;
  }
  return preview(given);
}

async function preview(given: PreviewArguments): Promise<ExitCode> {
  removeOutputs(given.out);
  // Loaded late: the Automation API takes half a second, which --help and a wrong option need not wait for.
  const { judgeStack } = await import("./previewStack.js");
  const started = Date.now();
  const judged = await judgeStack({ ...given, progress });
  await writeReport(given.out, given.stack, judged);
  console.log(terminalText(judged, process.stdout.isTTY));
  progress(`done in ${((Date.now() - started) / 1000).toFixed(1)} s; see ${join(given.out, outputs.markdown)}`);
  return judged.judgement.exitCode;
}

void runCommand(main);
