import { writeFileSync } from "node:fs";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/analyzer_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Recorder } from "./recorder";

/**
 * A policy pack without policies. It speaks the engine's analyzer protocol itself, because the policy SDK hides unknowns
 * behind errors and hands secrets out in plain text.
 */
function analyzer(file: string): grpc.UntypedServiceImplementation {
  const recorder = new Recorder();
  return {
    analyze: answer((request: rpc.AnalyzeRequest) => {
      const inputs = request.getProperties()?.toJavaScript() ?? {};
      recorder.inputs(request.getUrn(), request.getType(), request.getName(), inputs);
      return new rpc.AnalyzeResponse();
    }),
    analyzeStack: answer((request: rpc.AnalyzeStackRequest) => {
      for (const resource of request.getResourcesList()) {
        const dependencies = [...resource.getPropertydependenciesMap().entries()];
        const urns = dependencies.map(([name, list]): [string, string[]] => [name, list.getUrnsList()]);
        recorder.relations(resource.getUrn(), resource.getParent(), urns);
      }
      writeFileSync(file, `${JSON.stringify(recorder.plan(), null, 2)}\n`);
      return new rpc.AnalyzeResponse();
    }),
    remediate: answer(() => new rpc.RemediateResponse()),
    configure: answer(() => new Empty()),
    getAnalyzerInfo: answer(() => {
      const info = new rpc.AnalyzerInfo();
      info.setName("gatehouse-plan");
      info.setDisplayname("Gatehouse plan");
      info.setSupportsconfig(true);
      return info;
    }),
    getPluginInfo: answer(() => new PluginInfo()),
  };
}

function answer<Request, Response>(reply: (request: Request) => Response) {
  return (call: grpc.ServerUnaryCall<Request, Response>, callback: grpc.sendUnaryData<Response>) => {
    try {
      callback(null, reply(call.request));
    } catch (e) {
      callback({ code: grpc.status.INTERNAL, details: e instanceof Error ? e.message : String(e) });
    }
  };
}

const file = process.env.GATEHOUSE_PLAN;
if (!file) throw new Error("GATEHOUSE_PLAN does not name the file to write the plan to");
const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
server.addService(AnalyzerService, analyzer(file));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  // The engine reads the port from the first line of the output.
  console.log(port);
});
