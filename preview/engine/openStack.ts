import { mkdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { LocalWorkspace, type PulumiCommand, type Stack } from "@pulumi/pulumi/automation";
import { keepConnectionsApart } from "./connections";
import { Hearing } from "./hearing";
import type { StandInOptions } from "./onStandIns";
import { runProgram } from "./program";
import type { StackFiles } from "./stackFiles";

/** Opens or makes the stack on a state folder of its own, with everything that would leave this machine turned off. */
export async function openStack(
  options: StandInOptions,
  files: StackFiles,
  pulumiCommand: PulumiCommand,
  debugProviders: string,
): Promise<Stack> {
  const state = resolve(options.projectDir, options.state ?? "out/engine");
  mkdirSync(join(state, "stacks"), { recursive: true });
  keepConnectionsApart();
  const hearing = new Hearing();
  const stack = await LocalWorkspace.createOrSelectStack(
    {
      stackName: options.stack,
      projectName: files.project,
      program: () => {
        hearing.begin();
        return program(options, files.main);
      },
    },
    {
      workDir: files.folder,
      pulumiCommand,
      pulumiHome: join(state, "home"),
      envVars: { ...engineEnvironment(join(state, "stacks"), debugProviders), ...options.environment },
    },
  );
  const secrets = Object.entries(files.secrets).map(([key, value]) => [key, { value, secret: true }] as const);
  if (secrets.length > 0) await stack.setAllConfig(Object.fromEntries(secrets));
  const policyPacks = options.policyPacks?.map((pack) => resolve(options.projectDir, pack));
  alwaysWhole(stack, hearing, policyPacks && { policyPacks });
  return stack;
}

function engineEnvironment(stacks: string, debugProviders: string): Record<string, string> {
  return {
    PATH: [join(__dirname, "bin"), process.env.PATH ?? ""].join(delimiter),
    GATEHOUSE_NODE: process.execPath,
    PULUMI_BACKEND_URL: pathToFileURL(stacks).href,
    // The state holds only what the stand-ins made up; the engine insists on some passphrase.
    PULUMI_CONFIG_PASSPHRASE: "stand-ins",
    PULUMI_DEBUG_PROVIDERS: debugProviders,
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_SKIP_CHECKPOINTS: "true",
  };
}

async function program(options: StandInOptions, main: string | undefined): Promise<Record<string, unknown>> {
  try {
    const given = options.program ?? main ?? "index.ts";
    if (typeof given === "string") return await runProgram(options.projectDir, given);
    await given();
    return {};
  } catch (e) {
    options.onProgramError?.(e);
    throw e;
  }
}

/** Previews and updates of this stack run the packs and fail where the engine heard a part, whoever calls them. */
function alwaysWhole(stack: Stack, hearing: Hearing, policies: { policyPacks: string[] } | undefined): void {
  const preview = stack.preview.bind(stack);
  const up = stack.up.bind(stack);
  stack.preview = (options) => hearing.whole(() => preview({ ...policies, ...options }));
  stack.up = (options) => hearing.whole(() => up({ ...policies, ...options }));
}
