// Its types leave the options out.
const { grpcClientOptions } = require("@pulumi/pulumi/runtime/settings") as {
  grpcClientOptions: Record<string, unknown>;
};

/**
 * Gives each run of a program connections of its own. gRPC shares them by address within a process, and where an engine
 * has ended it goes on trying to reach it, less and less often. If the next engine got that port, the program would be told
 * that nobody is there, and the SDK would end it without a word.
 */
export function keepConnectionsApart(): void {
  grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;
}
