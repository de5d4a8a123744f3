import * as grpc from "@grpc/grpc-js";
import { aws } from "./aws";
import { awsx } from "./awsx";
import { docker } from "./docker";
import type { StandIn } from "./model";
import { assumedRegion, type Place } from "./place";
import { providerService, ResourceProviderService, type Witness } from "./service";
import type { UnknownToken } from "./unknownToken";

/** Stand-in providers that listen on the loopback of this process. */
export interface RunningStandIns {
  /** Value for PULUMI_DEBUG_PROVIDERS: the engine then attaches to these instead of starting plugins. */
  debugProviders: string;
  /** Resource types and invokes that a program asked for in vain. */
  unknownTokens: UnknownToken[];
  stop(): void;
}

/** The account that AWS's own documentation uses in examples. */
const exampleAccount = "123456789012";

/** Starts the stand-ins for aws, awsx and docker. They keep no state: the engine's state file is all there is. */
export async function startStandIns(): Promise<RunningStandIns> {
  const place: Place = { account: exampleAccount, region: assumedRegion };
  const unknownTokens: UnknownToken[] = [];
  const witness: Witness = { place, unknownToken: (error) => void unknownTokens.push(error) };
  const servers: grpc.Server[] = [];
  const addresses: string[] = [];
  for (const standIn of [aws, awsx, docker]) {
    const { server, port } = await listen(standIn, witness);
    servers.push(server);
    addresses.push(`${standIn.name}:${port}`);
  }
  const stop = () => {
    for (const server of servers) server.forceShutdown();
  };
  return { debugProviders: addresses.join(","), unknownTokens, stop };
}

function listen(standIn: StandIn, witness: Witness): Promise<{ server: grpc.Server; port: number }> {
  // Task definitions and image contexts can be larger than the 4 MiB that gRPC takes by default.
  const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
  server.addService(ResourceProviderService, providerService(standIn, witness));
  return new Promise((done, fail) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) fail(error);
      else done({ server, port });
    });
  });
}
