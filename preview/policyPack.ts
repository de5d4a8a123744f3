import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { PreviewFailed } from "./exitCode";

/** Gatehouse's own policy pack. */
export const policyPack = join(__dirname, "..", "policies");

/**
 * Compiles the policy pack if it is older than its source: the policy runner loads compiled JavaScript, because it would
 * check the types at each preview. TypeScript itself knows what is stale.
 *
 * @throws PreviewFailed with the compiler's words.
 */
export async function buildPolicyPack(): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [require.resolve("typescript/bin/tsc"), "--build", policyPack]);
  } catch (e) {
    const { stdout = "", message } = e as Error & { stdout?: string };
    throw new PreviewFailed(
      `the policy pack does not compile: ${stdout.trim().split("\n").slice(0, 5).join("\n") || message}`,
    );
  }
}
