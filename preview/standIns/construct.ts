import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { Place } from "./place";
import { fromStruct, type Properties, toStruct } from "./values";

/** What the engine asks when a program makes a remote component. */
export interface ConstructCall {
  type: string;
  name: string;
  parent: string;
  inputs: Properties;
  /** URNs that each input depends on. */
  inputDependencies: Record<string, string[]>;
  /** Address of the engine's resource monitor, where the children are registered. */
  monitor: string;
  dryRun: boolean;
  /** Provider references by package. */
  providers: Record<string, string>;
  dependencies: string[];
  protect: boolean;
  /** Region of the stack's default aws provider. */
  region: string;
}

/** The answer: the component's URN, its outputs, and which resources each output depends on. */
export interface Constructed {
  urn: string;
  outputs: Properties;
  outputDependencies: Record<string, string[]>;
}

export function constructCall(request: rpc.ConstructRequest, place: Place): ConstructCall {
  const dependencies = [...request.getInputdependenciesMap().entries()];
  return {
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    inputs: fromStruct(request.getInputs()),
    inputDependencies: Object.fromEntries(dependencies.map(([name, urns]) => [name, urns.getUrnsList()])),
    monitor: request.getMonitorendpoint(),
    dryRun: request.getDryrun(),
    providers: Object.fromEntries(request.getProvidersMap().entries()),
    dependencies: request.getDependenciesList(),
    protect: request.getProtect() ?? false,
    region: request.getConfigMap().get("aws:region") ?? place.region,
  };
}

export function constructResponse({ urn, outputs, outputDependencies }: Constructed): rpc.ConstructResponse {
  const response = new rpc.ConstructResponse();
  response.setUrn(urn);
  response.setState(toStruct(outputs));
  for (const [name, urns] of Object.entries(outputDependencies)) {
    const dependencies = new rpc.ConstructResponse.PropertyDependencies();
    dependencies.setUrnsList(urns);
    response.getStatedependenciesMap().set(name, dependencies);
  }
  return response;
}

/** Builds a remote component. */
export type Construct = (call: ConstructCall) => Promise<Constructed>;
