import { resolve } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { isGrpcError } from "@pulumi/pulumi/errors";
import type { StandIn } from "../standIns/model";
import type { PreviewAnswer } from "../standIns/previewed";
import { startStandIns } from "../standIns/start";
import { findEngine } from "./findEngine";
import { openStack } from "./openStack";
import { copyStackFiles, type StackFiles } from "./stackFiles";

export interface StandInOptions {
  /** Name of the stack; `Pulumi.<stack>.yaml` must exist. */
  stack: string;
  /** Folder of Pulumi.yaml. The program runs with this folder as its working directory. */
  projectDir: string;
  /** Program file, relative to the project folder, or the program itself. @default what Pulumi.yaml names, else "index.ts" */
  program?: string | (() => void | Promise<void>);
  /** Folders of the policy packs that every preview and update runs. @default none */
  policyPacks?: string[];
  /** Folder that keeps the engine's state, relative to the project folder. @default "out/engine" */
  state?: string;
  /** More environment variables for the engine, and so for the policy packs. */
  environment?: Record<string, string>;
  /** The providers that are played. @default aws, awsx and docker */
  standIns?: readonly StandIn[];
  /** What they say of a resource that is only previewed. @default "nothing": the engine then shows its inputs */
  previews?: PreviewAnswer;
  /** Hears what is being waited for, a line at a time. */
  progress: (line: string) => void;
  /** Hears what the user should know about the preview itself, for example a secret that had to be replaced. */
  note?: (line: string) => void;
  /** Hears each error that the program threw, also in an `apply`; the engine keeps only their text. */
  onProgramError?: (e: unknown) => void;
}

/**
 * Opens a stack on the real Pulumi engine with stand-in providers and hands it to `run`, which previews, updates or
 * destroys it. No AWS account, no Docker engine and no network is used once the engine is there.
 *
 * The program runs in this process, so only one can run at a time.
 *
 * @example await onStandIns({ stack: "dev", projectDir: ".", progress: console.error }, (stack) => stack.preview());
 * @throws InvalidProject for a missing or broken stack file, UnknownToken for a resource that the stand-ins do not know,
 *   UnusableEngine, LostEngine for a preview or an update of a part, or what `run` throws.
 */
export async function onStandIns<T>(options: StandInOptions, run: (stack: Stack) => Promise<T>): Promise<T> {
  if (running) throw new Error("onStandIns: a stack is open already; the program needs this process for itself");
  running = true;
  const projectDir = resolve(options.projectDir);
  let files: StackFiles | undefined;
  try {
    const copied = copyStackFiles(projectDir, options.stack);
    files = copied;
    for (const note of copied.notes) options.note?.(note);
    const engine = await findEngine(options.progress);
    options.progress(`engine: ${engine.origin}`);
    return await withStandIns(options, async (debugProviders) => {
      const stack = await openStack({ ...options, projectDir }, copied, engine.command, debugProviders);
      return run(stack);
    });
  } finally {
    files?.remove();
    running = false;
  }
}

/** The working directory, the module cache and the SDK's settings belong to one program at a time. */
let running = false;

async function withStandIns<T>(options: StandInOptions, work: (debugProviders: string) => Promise<T>): Promise<T> {
  const standIns = await startStandIns(options);
  const from = process.cwd();
  // The SDK reports what fails after the program's last line; listening too keeps the error itself.
  const late = (e: unknown) => {
    if (!(e instanceof Error && isGrpcError(e))) options.onProgramError?.(e);
  };
  process.on("unhandledRejection", late);
  try {
    process.chdir(options.projectDir);
    const result = await work(standIns.debugProviders);
    // A program can catch the error of an invoke; what it then did says nothing about AWS.
    if (standIns.unknownTokens[0]) throw standIns.unknownTokens[0];
    return result;
  } catch (e) {
    throw standIns.unknownTokens[0] ?? e;
  } finally {
    process.off("unhandledRejection", late);
    process.chdir(from);
    standIns.stop();
  }
}
