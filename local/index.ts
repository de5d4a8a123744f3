import { help, readArguments } from "./arguments";
import { down } from "./down";
import { exitCode, LocalFailure } from "./failure";

const output = {
  print: (text: string) => console.log(text),
  progress: (line: string) => console.error(`local: ${line}`),
};

async function main(args: string[]): Promise<number> {
  const given = readArguments(args);
  if (given.command === "help") {
    output.print(help);
    return exitCode.asExpected;
  }
  if (given.command === "down") return down(given.project, output.print);
  // Only `up` needs the engine's libraries, which take seconds to load.
  const { up } = await import("./up.js");
  return up(given.options, output);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof LocalFailure)) throw error;
    for (const line of error.lines) console.error(line);
    process.exitCode = error.code;
  },
);
