import { readEnvironment } from "./environment";
import { healthProblem } from "./healthCheck";
import { readSocketTables } from "./listeningSockets";

/** The container's health command: exit 0 if the application is well, 1 and the reasons if not. */
async function main(): Promise<number> {
  const environment = readEnvironment(process.env);
  if ("problems" in environment) {
    process.stderr.write(environment.problems.map((line) => `${line}\n`).join(""));
    return 1;
  }
  const tables = readSocketTables();
  if (tables === undefined && environment.socket === undefined)
    process.stderr.write("not checked: which addresses the port is open on (no /proc/net/tcp)\n");
  const problem = await healthProblem(environment, tables ?? []);
  if (problem !== undefined) process.stderr.write(`${problem}\n`);
  return problem === undefined ? 0 : 1;
}

main().then((code) => {
  process.exitCode = code;
});
