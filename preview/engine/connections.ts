// Its types leave the options out.
const { grpcClientOptions } = require("@pulumi/pulumi/runtime/settings") as {
  grpcClientOptions: Record<string, unknown>;
};

/**
 * Gives each run of a program connections of its own. gRPC shares them by address within a process, and tries those to an
 * engine that has ended for ever, longer and longer apart. Where the next engine gets a port of such a one, the program
 * would be told that nobody is there, and the SDK ends it without a word.
 */
export function keepConnectionsApart(): void {
  grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;
}
