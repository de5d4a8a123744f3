import { posix } from "node:path";
import type { ContainerSource } from "./containerSource";
import { inputFailure } from "./failure";

/**
 * The command line of a Node container for this machine: the image's working directory is the build context, and `node`
 * is the one that runs this program.
 *
 * @returns the command and, relative to the context, the file that it starts
 * @throws LocalFailure when the command does not start with `node <file>`
 */
export function nodeCommand({ container, image }: ContainerSource): { argv: string[]; entry: string } {
  const command = [...(container.entryPoint ?? image.entryPoint), ...(container.command ?? image.command)];
  const home = container.workingDirectory ?? image.workingDirectory;
  const words = command.map((word) => (word.startsWith(`${home}/`) ? posix.relative(home, word) : word));
  const entry = words.slice(1).find((word) => !word.startsWith("-"));
  if (words[0] !== "node" || !entry || entry.startsWith("/")) {
    throw inputFailure([
      {
        where: `container ${container.name}: command`,
        given: JSON.stringify(command),
        legal: `["node", <file in ${home}>, …]`,
        fix: "correct CMD in its Dockerfile",
      },
    ]);
  }
  return { argv: [process.execPath, ...words.slice(1)], entry };
}
