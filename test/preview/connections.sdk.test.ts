import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { EngineClient, EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { SetRootResourceRequest, SetRootResourceResponse } from "@pulumi/pulumi/proto/engine_pb";
import { describe, it } from "mocha";
import { keepConnectionsApart } from "../../preview/engine/connections";

const settings = require("@pulumi/pulumi/runtime/settings") as { grpcClientOptions: grpc.ClientOptions };

/** An engine of which only this is asked for: it is the first thing that a program says to it. */
async function listen(port: number): Promise<{ server: grpc.Server; port: number }> {
  const server = new grpc.Server();
  server.addService(EngineService as grpc.ServiceDefinition, {
    setRootResource: (_: unknown, callback: grpc.sendUnaryData<SetRootResourceResponse>) =>
      callback(null, new SetRootResourceResponse()),
  });
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve({ server, port: bound }),
    );
  });
}

function begin(client: EngineClient): Promise<void> {
  return new Promise((resolve, reject) => {
    client.setRootResource(new SetRootResourceRequest(), (error) => (error ? reject(error) : resolve()));
  });
}

describe("A program's connection to the engine", () => {
  it("is there at once where an earlier engine listened, whom an earlier program still looks for", async () => {
    keepConnectionsApart();
    const connect = (port: number) =>
      new EngineClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), settings.grpcClientOptions);
    const first = await listen(0);
    first.server.forceShutdown();
    const earlier = connect(first.port);
    await assert.rejects(begin(earlier), { code: grpc.status.UNAVAILABLE });

    const { server } = await listen(first.port);
    const program = connect(first.port);
    try {
      await begin(program);
    } finally {
      for (const client of [earlier, program]) client.close();
      server.forceShutdown();
    }
  });
});
