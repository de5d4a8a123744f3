import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The stack that each example has a file for. */
export const stack = "dev";

const examples = join(__dirname, "..");

/** The example's own folder, with its Pulumi.yaml. */
export function folderOf(example: string): string {
  return join(examples, example);
}

/** The examples: each folder that is a Pulumi project. */
export function exampleNames(): string[] {
  const folders = readdirSync(examples).filter((name) => existsSync(join(folderOf(name), "Pulumi.yaml")));
  return folders.sort();
}
