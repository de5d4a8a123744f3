import { onStandIns } from "../../preview/engine/onStandIns";
import { folderOf, stack } from "./names";

/** What has to be there before an example, in the same state of the engine, and what the policy pack is told of it. */
export interface Surroundings {
  policyConfig?: Record<string, unknown>;
}

/** The examples that read the outputs of another one. */
export const reads: Record<string, string> = { "shared-tenant": "shared-platform" };

/** Deploys on stand-ins what the example reads, if it reads anything. */
export async function surround(
  example: string,
  state: string,
  progress: (line: string) => void,
): Promise<Surroundings> {
  const platform = reads[example];
  if (platform === undefined) return {};
  progress(`${example}: deploying ${platform} on stand-ins, which it reads`);
  const options = { stack, projectDir: folderOf(platform), state, progress: () => undefined };
  const { outputs } = await onStandIns(options, (opened) => opened.up());
  // The tenant's stack does not show who holds the shared group, so whoever deploys it states that.
  const externals = [{ id: outputs.edge?.value.securityGroupId, heldBy: "load balancer" }];
  return { policyConfig: { "gatehouse-every-way-passes-the-proxy": { externals } } };
}
