import { networkInterfaces } from "node:os";
import { readEnvironment } from "./environment";
import { healthProblem } from "./healthCheck";

/** The container's health command: exit 0 if the application is well, 1 and the reasons if not. */
async function main(): Promise<number> {
  const environment = readEnvironment(process.env);
  if ("problems" in environment) {
    process.stderr.write(environment.problems.map((line) => `${line}\n`).join(""));
    return 1;
  }
  const problem = await healthProblem(environment, outsideAddresses());
  if (problem !== undefined) process.stderr.write(`${problem}\n`);
  return problem === undefined ? 0 : 1;
}

/** The task's own addresses; link-local ones of IPv6 need a zone and lead nowhere outside. */
function outsideAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.toLowerCase().startsWith("fe80:"))
    .map(({ address }) => address);
}

main().then((code) => {
  process.exitCode = code;
});
