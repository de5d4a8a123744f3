import * as grpc from "@grpc/grpc-js";
import { aws } from "./aws";
import { awsx } from "./awsx";
import { docker } from "./docker";
import type { StandIn } from "./model";
import { assumedRegion, type Place } from "./place";
import type { PreviewAnswer } from "./previewed";
import { providerService, ResourceProviderService, type Surroundings } from "./service";
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

export interface StartOptions {
  /** What is played. @default aws, awsx and docker */
  standIns?: readonly StandIn[] | undefined;
  /** What they say of a resource that is only previewed. @default "nothing" */
  previews?: PreviewAnswer | undefined;
}

/** Starts stand-ins. They keep no state: the engine's state file is all there is. */
export async function startStandIns({
  standIns = [aws, awsx, docker],
  previews = "nothing",
}: StartOptions = {}): Promise<RunningStandIns> {
  const place: Place = { account: exampleAccount, region: assumedRegion };
  const unknownTokens: UnknownToken[] = [];
  const around: Surroundings = { place, previews, unknownToken: (error) => void unknownTokens.push(error) };
  const servers: grpc.Server[] = [];
  const addresses: string[] = [];
  for (const standIn of standIns) {
    const { server, port } = await listen(standIn, around);
    servers.push(server);
    addresses.push(`${standIn.name}:${port}`);
  }
  const stop = () => {
    for (const server of servers) server.forceShutdown();
  };
  return { debugProviders: addresses.join(","), unknownTokens, stop };
}

function listen(standIn: StandIn, around: Surroundings): Promise<{ server: grpc.Server; port: number }> {
  // Task definitions and image contexts can be larger than the 4 MiB that gRPC takes by default.
  const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
  server.addService(ResourceProviderService, providerService(standIn, around));
  return new Promise((done, fail) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) fail(error);
      else done({ server, port });
    });
  });
}
