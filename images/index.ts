import { exitCode, LocalFailure } from "../local/failure";
import { printRows, summary } from "../local/table";
import { help, readArguments } from "./arguments";
import { makeImages } from "./makeImages";
import { Session } from "./session";

async function main(args: string[]): Promise<number> {
  const given = readArguments(args);
  if (given === "help") {
    console.log(help);
    return exitCode.asExpected;
  }
  const session = new Session((line) => console.error(line));
  try {
    const rows = await Promise.race([makeImages(given, session), interrupted()]);
    console.log(printRows(rows));
    console.log(summary(rows));
    return rows.some((row) => row.asExpected === false) ? exitCode.rowsDiffer : exitCode.asExpected;
  } finally {
    session.progress("stopping what was started");
    await session.close();
  }
}

/** What was started is stopped then, too. */
function interrupted(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => reject(new LocalFailure(exitCode.tool, [`interrupted by ${signal}`])));
  });
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (!(error instanceof LocalFailure)) throw error;
    const [first = "", ...rest] = error.lines;
    console.error(error.code === exitCode.tool ? `not made: ${first}` : first);
    for (const line of rest) console.error(line);
    process.exit(error.code);
  },
);
