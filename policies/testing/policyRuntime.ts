import type { Policies } from "@pulumi/policy";
import type { Call } from "./calls";
import type { Diagnostic, Level } from "./diagnostic";
import type { PlannedResource } from "./engineView";
import { Pack } from "./pack";
import { settings } from "./program";
import { type Handler, sdkHandlers } from "./sdkServer";

/** The part of the SDK's `runtime/state.js` that its declarations leave out. */
interface State {
  withLocalStorage(run: () => void): void;
  getStore(): { settings: { options: Record<string, unknown> } };
}
const state = require("@pulumi/pulumi/runtime/state") as State;

export interface RuntimeOptions {
  /** The pack's own level, for policies that have none. @default "mandatory" */
  level?: Level;
  /** What `runtime.isDryRun()` says to the policies. @default true */
  preview?: boolean;
  /** The name of the pack. @default "pack-under-test" */
  name?: string;
}

/** Policies in the SDK's own runtime, in this process: proxies, levels, configuration and exceptions are the SDK's. */
export class PolicyRuntime extends Pack {
  constructor(policies: Policies, options: RuntimeOptions | Level = {}) {
    const {
      level = "mandatory",
      preview = true,
      name = "pack-under-test",
    } = typeof options === "string" ? { level: options } : options;
    super(callsTo(sdkHandlers(name, level, { policies }), preview), preview);
  }

  /** A whole preview of resources as a pack's pure code gets them: each one's inputs, then the stack. */
  async run(resources: readonly PlannedResource[]): Promise<{ resources: Diagnostic[]; stack: Diagnostic[] }> {
    const before: Diagnostic[] = [];
    for (const resource of resources) before.push(...(await this.analyze(resource)));
    return { resources: before, stack: await this.analyzeStack(resources) };
  }
}

function callsTo(handlers: Record<string, Handler>, preview: boolean): Call {
  return (name, request) =>
    new Promise((resolve, reject) => {
      const handler = handlers[name];
      if (handler === undefined) return reject(new Error(`@pulumi/policy: its server does not answer ${name}`));
      within(preview, () => {
        const answered = handler({ request }, (error, response) =>
          error ? reject(error) : resolve(response as never),
        );
        // What fails after the policies, on a level that does not exist for example, comes this way.
        Promise.resolve(answered).catch(reject);
      });
    });
}

/** What a policy learns from `@pulumi/pulumi` (`isDryRun`, `getProject`, …) belongs to this call only. */
function within(preview: boolean, run: () => void): void {
  state.withLocalStorage(() => {
    Object.assign(state.getStore().settings.options, { ...settings, dryRun: preview });
    run();
  });
}
