import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Site } from "../nginx";
import { onStandIns } from "../preview/engine/onStandIns";
import { LocalFailure, toolFailure } from "./failure";
import type { StateResource } from "./stateResource";

/** What the engine says of a stack after an update on the stand-ins: every value is known, as after a real one. */
export interface UpdatedStack {
  resources: StateResource[];
  /** The proxy's sites, as the stack's configuration has them. */
  sites: Site[];
}

/**
 * Updates the stack on the real engine with stand-in providers and reads back what it made. The state is made for this
 * once: an update that was interrupted would leave a lock behind that the next one could not get past.
 *
 * @throws LocalFailure (exit code 3) when the update fails; a preview before has shown errors of the input
 */
export async function updatedStack(
  stack: string,
  projectDir: string,
  progress: (line: string) => void,
): Promise<UpdatedStack> {
  const state = mkdtempSync(join(tmpdir(), "gatehouse-engine-"));
  const options = { stack, projectDir, state, progress };
  try {
    return await onStandIns(options, async (opened) => {
      await opened.up();
      const { deployment } = await opened.exportStack();
      const config = await opened.getAllConfig();
      const sites = Object.entries(config).find(([key]) => key.endsWith(":sites"))?.[1].value;
      return { resources: deployment.resources ?? [], sites: sites === undefined ? [] : JSON.parse(sites) };
    });
  } catch (error) {
    if (error instanceof LocalFailure) throw error;
    throw toolFailure(
      "the update on the stand-ins failed:",
      ...String((error as Error).message)
        .trimEnd()
        .split("\n"),
    );
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}
