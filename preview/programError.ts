import { relative } from "node:path";
import { RunError } from "@pulumi/pulumi";

/** Lines for a person who has to correct the program or its configuration. Errors that are meant for users have no stack. */
export function describeProgramError(e: unknown, projectDir: string): string[] {
  if (RunError.isInstance(e)) return lines(e.message);
  if (!(e instanceof Error)) return [`the program threw ${String(e)}`];
  const place = location(e.stack ?? "", projectDir);
  return [`${e.name}: ${lines(e.message).join(" ")}${place ? ` (${place})` : ""}`];
}

function lines(message: string): string[] {
  return message.split("\n").filter((line) => line.trim() !== "");
}

/** The first line of the stack that is the user's own. */
function location(stack: string, projectDir: string): string | undefined {
  for (const [, file = "", line = ""] of stack.matchAll(/\(?(?:file:\/\/)?(\/[^():]+):(\d+):\d+\)?/g)) {
    if (file.startsWith(projectDir) && !file.includes("node_modules")) return `${relative(projectDir, file)}:${line}`;
  }
  return undefined;
}
