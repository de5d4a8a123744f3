import type analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import type { Message } from "google-protobuf";

/** The calls of the engine to a policy pack (analyzer.proto), and what each is answered. */
interface Answers {
  getAnalyzerInfo: analyzer.AnalyzerInfo;
  configure: Message;
  configureStack: analyzer.AnalyzerStackConfigureResponse;
  remediate: analyzer.RemediateResponse;
  analyze: analyzer.AnalyzeResponse;
  analyzeStack: analyzer.AnalyzeResponse;
}

export type CallName = keyof Answers;

/** Calls a pack, wherever it runs. A policy that throws makes the call fail, as it makes a deployment fail. */
export type Call = <Name extends CallName>(name: Name, request: Message) => Promise<Answers[Name]>;
