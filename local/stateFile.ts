import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProcessIdentity } from "./processTable";
import type { StopOutcome, Stopping } from "./stopGroup";

/** What runs, in `out/local/state.json`: for `down`, for the next `up`, and for anybody who wants the ports. */
export interface LocalState {
  version: 1;
  stack: string;
  service: string;
  /** Where the door answers. */
  url: string;
  supervisor: ProcessIdentity;
  /** In the order in which they started. */
  containers: ContainerState[];
  /** Command lines that remove what the containers shared; see Surroundings. */
  release: string[][];
  /** Set when the task ended: by itself, or because it was asked to. */
  ended?: { at: string; reason: string };
}

export interface ContainerState {
  name: string;
  process: ProcessIdentity;
  ports: number[];
  log: string;
  stopping: Stopping;
  outcome?: { how: StopOutcome; seconds: number };
}

/** The state of the last run in this folder; undefined when there was none, or it was brought down. */
export function readState(folder: string): LocalState | undefined {
  const file = join(folder, "state.json");
  if (!existsSync(file)) return undefined;
  const state: LocalState = JSON.parse(readFileSync(file, "utf8"));
  return state;
}

/** Replaces the file in one step, so that a reader never sees half of it. */
export function writeState(folder: string, state: LocalState): void {
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `state.json.${process.pid}`);
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(draft, join(folder, "state.json"));
}

export function removeState(folder: string): void {
  rmSync(join(folder, "state.json"), { force: true });
}
