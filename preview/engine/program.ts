import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/**
 * Loads the program file and returns its exports as stack outputs, as `pulumi up` does.
 *
 * The file itself is loaded afresh each time, because loading it *is* running the program; what it imports stays
 * loaded, so a program must keep no state in its other modules. Like Pulumi's own Node host, an exported function is
 * called and its result awaited.
 */
export async function runProgram(projectDir: string, file: string): Promise<Record<string, unknown>> {
  const load = createRequire(join(resolve(projectDir), "package.json"));
  const entry = load.resolve(resolve(projectDir, file));
  delete load.cache[entry];
  let outputs: unknown = load(entry);
  if (isRecord(outputs) && "default" in outputs && Object.keys(outputs).length === 1) outputs = outputs.default;
  if (typeof outputs === "function") outputs = await outputs();
  return isRecord(outputs) ? { ...outputs } : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
