import analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import struct from "google-protobuf/google/protobuf/struct_pb";
import { nameOf } from "../model/resource";
import type { PlannedResource } from "./engineView";
import { Secret } from "./values";

type Plain = Record<string, struct.JavaScriptValue>;

/** What the engine asks about one resource: its inputs. */
export function analyzeRequest(resource: PlannedResource): analyzer.AnalyzeRequest {
  const request = new analyzer.AnalyzeRequest();
  request.setUrn(resource.urn);
  request.setType(resource.type);
  request.setName(nameOf(resource.urn));
  request.setProperties(toStruct(resource.inputs ?? {}));
  request.setOptions(optionsOf(resource));
  request.setProvider(providerOf(resource));
  return request;
}

/** What the engine asks about the whole stack: all outputs, and what they were made from. */
export function analyzeStackRequest(resources: readonly PlannedResource[]): analyzer.AnalyzeStackRequest {
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(resources.map(analyzerResource));
  return request;
}

function analyzerResource(resource: PlannedResource): analyzer.AnalyzerResource {
  const message = new analyzer.AnalyzerResource();
  message.setUrn(resource.urn);
  message.setType(resource.type);
  message.setName(nameOf(resource.urn));
  message.setProperties(toStruct(resource.outputs));
  message.setOptions(optionsOf(resource));
  message.setProvider(providerOf(resource));
  message.setParent(resource.parent ?? "");
  const dependencies = Object.entries(resource.dependencies ?? {});
  message.setDependenciesList([
    ...new Set([...dependencies.flatMap(([, urns]) => urns), ...(resource.dependsOn ?? [])]),
  ]);
  for (const [property, urns] of dependencies) {
    const of = new analyzer.AnalyzerPropertyDependencies();
    of.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(property, of);
  }
  return message;
}

function optionsOf({ options = {}, parent = "" }: PlannedResource): analyzer.AnalyzerResourceOptions {
  const message = new analyzer.AnalyzerResourceOptions();
  message.setParent(parent);
  message.setProtect(options.protect ?? false);
  message.setIgnorechangesList([...(options.ignoreChanges ?? [])]);
  message.setAliasesList([...(options.aliases ?? [])]);
  message.setCustomtimeouts(new analyzer.AnalyzerResourceOptions.CustomTimeouts());
  return message;
}

function providerOf({ provider }: PlannedResource): analyzer.AnalyzerProviderResource | undefined {
  if (provider === undefined) return undefined;
  const message = new analyzer.AnalyzerProviderResource();
  message.setUrn(provider.urn);
  message.setType(provider.type);
  message.setName(nameOf(provider.urn));
  message.setProperties(toStruct(provider.properties));
  return message;
}

/** Protobuf knows no undefined: JSON drops it from objects and writes null in lists, as the engine does. */
export function toStruct(properties: Record<string, unknown>): struct.Struct {
  return struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties, marked)) as Plain);
}

/** The keys by which the engine marks a secret among plain values (`specialSigKey` of the SDK's `runtime/rpc.js`). */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

function marked(_key: string, value: unknown): unknown {
  return value instanceof Secret ? { [signatureKey]: secretSignature, value: value.value ?? null } : value;
}
