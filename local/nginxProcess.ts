import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { ContainerSource } from "./containerSource";
import { contextFile } from "./dockerfile";
import { inputFailure } from "./failure";
import type { LocalConf } from "./proxyConf";

/** The command of an nginx container for this machine. */
export interface NginxCommand {
  argv: string[];
  /** Folder with the copy of the build context. */
  workingDirectory: string;
  /** Lines in which the copy of nginx.conf differs from the stack's. */
  differs: string[];
}

/**
 * Turns the image's command line into one for this machine. Paths of the image become paths of this machine: a mounted
 * volume is a folder of the run, a file copied from the build context is that file, and the configuration is a copy of the
 * stack's that this machine may have changed.
 *
 * @param run absolute folder of this run
 * @param adapt what becomes of the text of nginx.conf
 * @throws LocalFailure when the command is not nginx with `-p` on a volume and `-c` on a file of the build context
 */
export function nginxCommand(
  source: ContainerSource,
  binary: string,
  run: string,
  adapt: (conf: string) => LocalConf,
): NginxCommand {
  const { container, image } = source;
  const command = [...(container.entryPoint ?? image.entryPoint), ...(container.command ?? image.command)];
  const conf = contextFile(image.copies, option(command, "-c"), (path) => isFolder(join(source.context, path)));
  const mount = container.mounts.find(({ path }) => posix.relative(path, option(command, "-p")) === "");
  if (command[0] !== "nginx" || !conf || !mount) throw unusable(container.name, command);

  const copy = join(run, "context", container.name);
  rmSync(copy, { recursive: true, force: true });
  cpSync(source.context, copy, { recursive: true });
  const { text, differs } = adapt(readFileSync(join(copy, conf), "utf8"));
  writeFileSync(join(copy, conf), text);
  const prefix = join(run, "volumes", mount.volume);
  mkdirSync(prefix, { recursive: true });

  const places = new Map([
    ["nginx", binary],
    [option(command, "-c"), join(copy, conf)],
    [option(command, "-p"), prefix],
  ]);
  return { argv: command.map((word) => places.get(word) ?? word), workingDirectory: copy, differs };
}

function option(command: string[], name: string): string {
  const at = command.indexOf(name);
  return at < 0 ? "" : (command[at + 1] ?? "");
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function unusable(container: string, command: string[]) {
  return inputFailure([
    {
      where: `container ${container}: command`,
      given: JSON.stringify(command),
      legal: '["nginx", "-p", <path of a mounted volume>, "-c", <file that the Dockerfile copies>, …]',
      fix: "correct CMD in its Dockerfile",
    },
  ]);
}
