import type { Policies } from "@pulumi/policy";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import struct from "google-protobuf/google/protobuf/struct_pb";
import type { Resource } from "../../policies/model/resource";
import { nameOf } from "../../policies/model/resource";

// The SDK's own RPC functions: what they do with proxies, levels and exceptions is what a policy meets in the engine.
// They are not in its declarations.
interface Server {
  makeAnalyzeRpcFun(name: string, version: string, level: string, policies: Policies): Rpc;
  makeAnalyzeStackRpcFun(name: string, version: string, level: string, policies: Policies): Rpc;
}
type Rpc = (call: { request: unknown }, callback: (error: unknown, response: analyzer.AnalyzeResponse) => void) => void;
const server = require("@pulumi/policy/server") as Server;

/** One diagnostic as the engine receives it. */
export interface Diagnostic {
  policy: string;
  level: "advisory" | "mandatory" | "remediate" | "disabled";
  message: string;
  urn: string;
}

/** Runs policies as the engine does: each resource's inputs first, then the whole stack's outputs. */
export class PolicyRuntime {
  constructor(
    private readonly policies: Policies,
    private readonly level = "mandatory",
  ) {}

  analyze({ urn, type, inputs }: Resource): Promise<Diagnostic[]> {
    const request = new analyzer.AnalyzeRequest();
    request.setUrn(urn);
    request.setType(type);
    request.setName(nameOf(urn));
    request.setProperties(struct.Struct.fromJavaScript(plain(inputs ?? {})));
    request.setOptions(new analyzer.AnalyzerResourceOptions());
    return call(server.makeAnalyzeRpcFun("gatehouse", "0.1.0", this.level, this.policies), request);
  }

  analyzeStack(resources: readonly Resource[]): Promise<Diagnostic[]> {
    const request = new analyzer.AnalyzeStackRequest();
    request.setResourcesList(resources.map(analyzerResource));
    return call(server.makeAnalyzeStackRpcFun("gatehouse", "0.1.0", this.level, this.policies), request);
  }

  /** A whole preview or update. */
  async run(resources: readonly Resource[]): Promise<{ resources: Diagnostic[]; stack: Diagnostic[] }> {
    const before: Diagnostic[] = [];
    for (const resource of resources) before.push(...(await this.analyze(resource)));
    return { resources: before, stack: await this.analyzeStack(resources) };
  }
}

function analyzerResource({ urn, type, outputs, dependencies }: Resource): analyzer.AnalyzerResource {
  const resource = new analyzer.AnalyzerResource();
  resource.setUrn(urn);
  resource.setType(type);
  resource.setName(nameOf(urn));
  resource.setProperties(struct.Struct.fromJavaScript(plain(outputs)));
  resource.setOptions(new analyzer.AnalyzerResourceOptions());
  for (const [property, urns] of Object.entries(dependencies ?? {})) {
    const of = new analyzer.AnalyzerPropertyDependencies();
    of.setUrnsList([...urns]);
    resource.getPropertydependenciesMap().set(property, of);
  }
  return resource;
}

/** Protobuf knows no undefined. */
function plain(properties: Record<string, unknown>): Record<string, struct.JavaScriptValue> {
  return JSON.parse(JSON.stringify(properties)) as Record<string, struct.JavaScriptValue>;
}

const levels = ["advisory", "mandatory", "disabled", "remediate"] as const;

function call(rpc: Rpc, request: unknown): Promise<Diagnostic[]> {
  return new Promise((resolve, reject) => {
    rpc({ request }, (error, response) => {
      if (error) return reject(error);
      const diagnostics = response.getDiagnosticsList().map((each) => ({
        policy: each.getPolicyname(),
        level: levels[each.getEnforcementlevel()] ?? "disabled",
        message: each.getMessage(),
        urn: each.getUrn(),
      }));
      resolve(diagnostics);
    });
  });
}
