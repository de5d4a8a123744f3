import type { EngineEvent, PolicyEvent } from "@pulumi/pulumi/automation";

/** Launchers of preview/engine/bin: that the engine finds them on the PATH is what we want, and it warns of it. */
const launchers = "pulumi-analyzer-policy-";

/** What the engine told during one preview. */
export class Observed {
  readonly policies: PolicyEvent[] = [];
  readonly errors = new Set<string>();
  readonly warnings = new Set<string>();
  /** Whether the engine got as far as telling anything. It refuses a wrong configuration before. */
  started = false;

  readonly hear = (event: EngineEvent): void => {
    this.started = true;
    if (event.policyEvent) this.policies.push(event.policyEvent);
    const diagnostic = event.diagnosticEvent;
    const message = diagnostic?.message.trim() ?? "";
    if (diagnostic?.severity === "error") this.errors.add(message);
    if (diagnostic?.severity === "warning" && !message.includes(launchers)) this.warnings.add(message);
  };
}

/** What an error says: the `error:` lines that the `pulumi` command ended with, or else all of its message. */
export function commandErrors(e: unknown): string[] {
  const text = e instanceof Error ? e.message : String(e);
  const found = [...text.matchAll(/^\s*error: (.+)$/gm)].map(([, line = ""]) => line.trim());
  return found.length > 0 ? [...new Set(found)] : text.split("\n").filter((line) => line.trim() !== "");
}
