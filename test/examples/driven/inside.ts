import { type Commands, commands } from "./commands";

/** One of the commands, to be run in the namespace. */
export interface Call {
  id: number;
  command: keyof Commands;
  given: unknown[];
}

/** What became of a call: a result, or the reason why there is none. */
export interface Reply {
  id: number;
  value?: unknown;
  error?: string;
}

/** The first process of a task's namespaces, which the test outside calls; with it all others there end. */
async function answer({ id, command, given }: Call): Promise<void> {
  const run: (...given: never[]) => unknown = commands[command];
  const reply: Reply = await Promise.resolve()
    .then(() => run(...(given as never[])))
    .then(
      (value) => ({ id, value }),
      (error: unknown) => ({ id, error: String(error) }),
    );
  process.send?.(reply);
}

process.on("message", answer);
process.once("disconnect", () => process.exit());
