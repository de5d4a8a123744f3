import { findNginx } from "../local/nginxBinary";
import { findEngine } from "../preview/engine/findEngine";

/** Before any test: on a new machine the engine is built and nginx fetched, which no test's own time is meant for. */
export async function mochaGlobalSetup(): Promise<void> {
  const engine = await findEngine(console.error);
  const nginx = await findNginx(process.env, console.error);
  console.error(`tested with ${engine.origin} and ${nginx.description}`);
}
