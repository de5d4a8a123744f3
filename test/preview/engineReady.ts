import type { Context } from "mocha";
import { findEngine } from "../../preview/engine/findEngine";

const minutes = 20;

/** For a `before` hook: the first run on a machine may have to build the engine, which no test's own time is meant for. */
export async function engineReady(hook: Context): Promise<void> {
  hook.timeout(minutes * 60_000);
  await findEngine((line) => console.error(line));
}
