import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { status } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, it } from "mocha";
import { LostEngine } from "../../preview/engine/hearing";
import { onStandIns } from "../../preview/engine/onStandIns";

const small = join(__dirname, "fixtures", "small");

const runtime = require("@pulumi/pulumi/runtime/state") as {
  getStore(): { settings: { options: { monitorAddr: string } } };
};

/** The first call of a program, and who makes it. */
interface Engine {
  setRootResource(request: unknown, callback: (error: { code: status }) => void): void;
}
const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb") as { EngineClient: { prototype: Engine } };

describe("A program whose engine is lost, of which the SDK says nothing,", () => {
  let state: string;
  const { setRootResource } = EngineClient.prototype;
  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
  });
  afterEach(() => {
    EngineClient.prototype.setRootResource = setRootResource;
    rmSync(state, { recursive: true, force: true });
  });
  const options = () => ({ stack: "dev", projectDir: small, state, progress: () => undefined });

  for (const operation of ["preview", "up"] as const) {
    it(`fails: lost while a resource was registered, in ${operation}`, async () => {
      let monitor: string | undefined;
      class Queue extends pulumi.CustomResource {}
      const program = () => {
        monitor = runtime.getStore().settings.options.monitorAddr;
        void new Queue("acme:index:Queue", "letters", { size: 1 });
      };
      const queue = {
        replaceOn: [],
        id: () => {
          assert.equal(breakConnections(monitor), 1);
          return "queue-1";
        },
      };
      const standIns = [{ name: "acme", version: "1.0.0", resources: {}, otherResources: queue, invokes: {} }];
      await onStandIns({ ...options(), program, standIns, previews: "inputs" }, async (stack) => {
        await assert.rejects(
          stack[operation](),
          (e: unknown) => e instanceof LostEngine && /a part of the stack; fix: run it again/.test(e.message),
        );
      });
    });
  }

  it("fails: lost before the first line was run", async () => {
    // Later, as from a connection: where the answer is there at once, the SDK does tell.
    EngineClient.prototype.setRootResource = (_, callback) =>
      void setTimeout(callback, 100, { code: status.UNAVAILABLE });
    await onStandIns(options(), (stack) => assert.rejects(stack.up(), LostEngine));
  });
});

/** Ends this process's connections to an address, and says how many there were. */
function breakConnections(address: string | undefined): number {
  const { _getActiveHandles } = process as unknown as { _getActiveHandles(): Socket[] };
  const port = Number(address?.split(":").at(-1));
  const sockets = _getActiveHandles.call(process).filter(({ remotePort }) => remotePort === port);
  for (const socket of sockets) socket.destroy();
  return sockets.length;
}
