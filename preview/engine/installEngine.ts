import { existsSync } from "node:fs";
import { join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { version as sdkVersion } from "@pulumi/pulumi/package.json";
import { engineFolder } from "./cache";

/** A closed network often swallows packets instead of refusing them; then the question would hang for minutes. */
const reachableWithinSeconds = 5;
const installedWithinSeconds = 180;

/**
 * Installs the engine of the SDK's own version with Pulumi's official installer, into the cache.
 *
 * @returns nothing when the installer cannot be reached or fails; the progress line then says why.
 */
export async function installEngine(progress: (line: string) => void): Promise<PulumiCommand | undefined> {
  const root = engineFolder(sdkVersion);
  if (existsSync(join(root, "bin", "pulumi"))) return PulumiCommand.get({ root });
  try {
    await fetch("https://get.pulumi.com/install.sh", { signal: AbortSignal.timeout(reachableWithinSeconds * 1000) });
    progress("installing the Pulumi engine with its official installer");
    return await within(installedWithinSeconds, PulumiCommand.install({ root }));
  } catch (e) {
    progress(`the official installer of the Pulumi engine cannot be used: ${reason(e)}`);
    return undefined;
  }
}

async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function reason(e: unknown): string {
  if (!(e instanceof Error)) return String(e);
  const cause = e.cause instanceof Error ? `: ${e.cause.message}` : "";
  return `${e.message}${cause}`.split("\n")[0] ?? "";
}
