import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { credentials } from "@grpc/grpc-js";
import rpc from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type { Call, CallName } from "./calls";
import { Pack } from "./pack";
import { settings } from "./program";

export interface StartOptions {
  /** Whether the pack is told that it runs in a preview; the engine starts it once for each. @default true */
  preview?: boolean;
  /** More environment variables for the pack. */
  environment?: Record<string, string>;
  /** How long the pack may take to start. A pack in TypeScript is type-checked first. @default 60 seconds */
  timeoutSeconds?: number;
}

/** A pack in a process of its own. It runs until it is stopped. */
export class StartedPack extends Pack {
  constructor(
    call: Call,
    preview: boolean,
    readonly stop: () => Promise<void>,
  ) {
    super(call, preview);
  }
}

/**
 * Starts any CrossGuard pack of runtime nodejs as the engine does: in a process of its own, by the SDK that is installed
 * beside it, and asked over gRPC.
 *
 * @example
 * const pack = await startPack("node_modules/some-pack");
 * try {
 *   const { diagnostics } = await runPack(pack, stack, { mode: "first" });
 * } finally {
 *   await pack.stop();
 * }
 * @throws Error for a folder without a pack, for a pack whose SDK is not installed, and for one that does not start; the
 *   last tells what the pack wrote.
 */
export async function startPack(folder: string, options: StartOptions = {}): Promise<StartedPack> {
  const { preview = true, environment = {}, timeoutSeconds = 60 } = options;
  const child = spawn(process.execPath, [runnerOf(resolve(folder)), "127.0.0.1:0", "."], {
    cwd: resolve(folder),
    env: { ...process.env, ...engineVariables(preview), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => void child.kill();
  process.once("exit", kill);
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  ended.then(() => process.off("exit", kill));
  try {
    const client = new rpc.AnalyzerClient(
      `127.0.0.1:${await portOf(child, folder, timeoutSeconds)}`,
      insecure(),
      sizes,
    );
    return new StartedPack(callsTo(client), preview, async () => {
      client.close();
      kill();
      await ended;
    });
  } catch (error) {
    kill();
    throw error;
  }
}

const insecure = credentials.createInsecure;

/** A large stack is more than the 4 MB that gRPC accepts by itself; the SDK's server accepts 400. */
const maximum = 400 * 1024 * 1024;
const sizes = { "grpc.max_receive_message_length": maximum, "grpc.max_send_message_length": maximum };

function runnerOf(folder: string): string {
  if (!existsSync(join(folder, "PulumiPolicy.yaml")))
    throw new Error(
      `startPack: given "${folder}", which has no PulumiPolicy.yaml; fix: give the folder of a policy pack.`,
    );
  try {
    return createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run-policy-pack");
  } catch (cause) {
    throw new Error(
      `startPack: @pulumi/pulumi is not installed for "${folder}"; fix: install the pack's dependencies.`,
      {
        cause,
      },
    );
  }
}

/** What the engine's `constructEnv` sets. */
const engineVariables = (preview: boolean): Record<string, string> => ({
  PULUMI_NODEJS_ORGANIZATION: settings.organization,
  PULUMI_NODEJS_PROJECT: settings.project,
  PULUMI_NODEJS_STACK: settings.stack,
  PULUMI_NODEJS_DRY_RUN: String(preview),
});

/** A pack that serves writes its port as its first line; whatever else it writes says why it does not. */
function portOf(child: ChildProcess, folder: string, timeoutSeconds: number): Promise<string> {
  return new Promise((found, failed) => {
    let written = "";
    let errors = "";
    const fail = (what: string): void => {
      clearTimeout(timer);
      failed(
        new Error(`startPack: the pack in "${folder}" ${what}; it wrote: ${(errors + written).trim() || "nothing"}`),
      );
    };
    const timer = setTimeout(() => fail(`did not start within ${timeoutSeconds} seconds`), timeoutSeconds * 1000);
    child.stderr?.on("data", (data: Buffer) => {
      errors += data;
    });
    child.stdout?.on("data", (data: Buffer) => {
      written += data;
      const [line, ...more] = written.split("\n");
      if (more.length === 0) return;
      if (!/^\d+$/.test(line ?? "")) return fail("wrote a first line that is no port");
      clearTimeout(timer);
      found(line ?? "");
    });
    child.once("error", (error) => fail(`could not be run (${error.message})`));
    child.once("close", (code) => fail(`ended with exit code ${code}`));
  });
}

type Unary = (request: unknown, callback: (error: Error | null, response: unknown) => void) => void;

function callsTo(client: InstanceType<typeof rpc.AnalyzerClient>): Call {
  const methods = client as unknown as Record<CallName, Unary>;
  return (name, request) =>
    new Promise((resolve, reject) => {
      methods[name](request, (error, response) => (error === null ? resolve(response as never) : reject(error)));
    });
}
