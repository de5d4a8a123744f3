import { createRequire } from "node:module";
import type { PolicyPackArgs } from "@pulumi/policy";

/** The SDK's own function for one call of the engine. */
export type Handler = (
  call: { request: unknown },
  callback: (error: Error | null | undefined, response: unknown) => void,
) => unknown;

/** What the SDK does with a pack (`server.js`, which its declarations leave out). */
interface Server {
  serve(name: string, version: string, level: string, args: PolicyPackArgs): void;
}

interface GrpcServer {
  addService(service: unknown, handlers: Record<string, Handler>): void;
  bindAsync(...args: unknown[]): void;
}

/**
 * The functions with which the SDK answers the engine's calls to a pack, without a server around them.
 *
 * The SDK keeps a pack's configuration in its module, and serves one pack a process. So each pack gets a module of its
 * own, as in the engine it has a process of its own; and what the module hands to the gRPC server is taken instead of
 * served, because `configure` can be had in no other way.
 */
export function sdkHandlers(name: string, level: string, args: PolicyPackArgs): Record<string, Handler> {
  refuseWhatEndsTheProcess(name, args);
  // From the SDK's own place, so that it is the copy of gRPC that the SDK uses.
  const fromSdk = createRequire(require.resolve("@pulumi/policy/server"));
  const { Server } = fromSdk("@grpc/grpc-js") as { Server: { prototype: GrpcServer } };
  const { addService, bindAsync } = Server.prototype;
  let taken: Record<string, Handler> | undefined;
  try {
    Server.prototype.addService = (_service, handlers) => {
      taken = handlers;
    };
    Server.prototype.bindAsync = () => {};
    freshServer().serve(name, "0.0.0", level, args);
  } finally {
    Object.assign(Server.prototype, { addService, bindAsync });
  }
  if (taken === undefined)
    throw new Error("@pulumi/policy: its server offers no service; legal: version 1.21; fix: use it.");
  return taken;
}

/** The module `@pulumi/policy/server`, loaded anew; the one that the SDK itself uses stays as it is. */
function freshServer(): Server {
  const load = createRequire(__filename);
  load("@pulumi/policy");
  const path = load.resolve("@pulumi/policy/server");
  const own = load(path) as Server;
  const kept = load.cache[path];
  delete load.cache[path];
  const fresh = load(path) as Server;
  if (kept !== undefined) load.cache[path] = kept;
  if (fresh !== own) return fresh;
  throw new Error(
    "@pulumi/policy/server: this test runner keeps modules from being loaded twice; fix: run the pack with startPack.",
  );
}

/** The SDK answers these mistakes with `process.exit(1)`, which would end the tests instead of one of them. */
function refuseWhatEndsTheProcess(packName: string, { policies = [] }: PolicyPackArgs): void {
  if (!/^[a-zA-Z0-9-_.]{1,100}$/.test(packName))
    throw new Error(`policy pack: given name "${packName}"; legal: letters, digits, "-", "_", "."; fix: rename it.`);
  for (const { name, configSchema } of policies) {
    if (name === "all") throw new Error('policy: given name "all", which means every policy; fix: rename it.');
    const required: readonly string[] = configSchema?.required ?? [];
    if (configSchema?.properties?.enforcementLevel !== undefined || required.includes("enforcementLevel"))
      throw new Error(`policy "${name}": its schema has enforcementLevel, which every policy has; fix: leave it out.`);
  }
}
