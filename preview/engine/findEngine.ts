import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { buildEngine } from "./buildEngine";
import { builtVersion, engineFolder } from "./cache";
import { installEngine } from "./installEngine";

/** Older engines do not show the inputs of components to policy packs, or do not know severities (Pulumi CHANGELOG). */
const oldestUsable = "3.204.0";

/** An engine that answers, and the sentence that says where it came from. */
export interface Engine {
  command: PulumiCommand;
  origin: string;
}

/** The engine on the PATH cannot be used; the message says what to do. */
export class UnusableEngine extends Error {
  override readonly name = "UnusableEngine";
}

/**
 * Finds the Pulumi engine: the one on the PATH, else one that an earlier run left in the cache, else the official
 * installer's, else one built from Go modules (about five minutes, once).
 *
 * @throws UnusableEngine when the engine on the PATH is too old: a wrong engine is never quietly replaced by another.
 */
export async function findEngine(progress: (line: string) => void): Promise<Engine> {
  const onPath = findOnPath(process.env.PATH ?? "");
  if (onPath) return { command: await checked(PulumiCommand.get(), onPath), origin: `${onPath} (on the PATH)` };

  const cached = engineFolder(builtVersion);
  if (!existsSync(join(cached, "pulumi"))) {
    const installed = await installEngine(progress);
    if (installed) return { command: installed, origin: "the official installer" };
    await buildEngine(cached, progress);
  }
  placeForAutomation(cached);
  return { command: await PulumiCommand.get({ root: cached }), origin: `Pulumi ${builtVersion} built from Go modules` };
}

/** The first executable named `pulumi` in a PATH. */
export function findOnPath(path: string): string | undefined {
  const name = process.platform === "win32" ? "pulumi.exe" : "pulumi";
  return path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find(existsSync);
}

/** The Automation API takes an engine by a root folder and looks for bin/pulumi in it. */
function placeForAutomation(folder: string): void {
  const link = join(folder, "bin", "pulumi");
  if (existsSync(link)) return;
  mkdirSync(join(folder, "bin"), { recursive: true });
  symlinkSync("../pulumi", link);
}

async function checked(found: Promise<PulumiCommand>, path: string): Promise<PulumiCommand> {
  const command = await found.catch(() => {
    throw new UnusableEngine(`${path} does not answer "pulumi version"; fix: repair it, or take it off the PATH`);
  });
  if (command.version && command.version.compare(oldestUsable) < 0) {
    throw new UnusableEngine(
      `${path} is Pulumi ${command.version.toString()}; legal: ${oldestUsable} or newer; fix: update it, or take it off the PATH`,
    );
  }
  return command;
}
