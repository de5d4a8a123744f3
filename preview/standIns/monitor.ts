import * as grpc from "@grpc/grpc-js";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resources from "@pulumi/pulumi/proto/resource_pb";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { ConstructCall } from "./construct";
import { fromStruct, type Properties, toStruct } from "./values";

/** A registered resource. Outputs that are not known yet read as Pulumi's unknown. */
export interface Child {
  urn: string;
  id: string;
  output(property: string): unknown;
}

/** A value that comes from another child, so that the engine learns of the dependency. */
export class From {
  constructor(
    readonly child: Child,
    readonly property: string = "id",
    /** What is made of the text once it is known. */
    private readonly make: (text: string) => string = (text) => text,
  ) {}

  get value(): unknown {
    const value = this.property === "id" ? this.child.id : this.child.output(this.property);
    return typeof value === "string" && value !== rpc.unknownValue ? this.make(value) : value;
  }
}

export interface ChildArgs {
  type: string;
  name: string;
  /** URN of the parent. */
  parent: string;
  inputs: Record<string, unknown>;
  /** Reference of the provider that makes it. @default the stack's default provider */
  provider?: string | undefined;
  /** Version of that provider. */
  version: string;
}

/**
 * The engine's resource monitor, spoken to directly. The SDK's own client keeps its settings once for a whole process,
 * and in this process they belong to the program.
 */
export class Monitor {
  private readonly client: ResourceMonitorClient;

  constructor(private readonly call: ConstructCall) {
    this.client = new ResourceMonitorClient(call.monitor, grpc.credentials.createInsecure());
  }

  close(): void {
    this.client.close();
  }

  /** Registers a resource that a provider makes. */
  async child({ type, name, parent, inputs, provider, version }: ChildArgs): Promise<Child> {
    const request = new resources.RegisterResourceRequest();
    request.setType(type);
    request.setName(name);
    request.setCustom(true);
    request.setParent(parent);
    request.setProvider(provider ?? "");
    request.setVersion(version);
    request.setAcceptsecrets(true);
    request.setSupportspartialvalues(true);
    const known = Object.entries(inputs).filter(([, value]) => value !== undefined);
    request.setObject(toStruct(Object.fromEntries(known.map(([key, value]) => [key, plain(value)]))));
    const sources = known.flatMap(([, value]) => (value instanceof From ? [value.child] : []));
    request.setDependenciesList([...new Set(sources.map(({ urn }) => urn))]);
    for (const [key, value] of known) {
      const dependencies = new resources.RegisterResourceRequest.PropertyDependencies();
      dependencies.setUrnsList(value instanceof From ? [value.child.urn] : []);
      request.getPropertydependenciesMap().set(key, dependencies);
    }
    return this.register(request);
  }

  /** Registers the component itself, the parent of the children. */
  component(inputs: Properties): Promise<Child> {
    const request = new resources.RegisterResourceRequest();
    request.setType(this.call.type);
    request.setName(this.call.name);
    request.setParent(this.call.parent);
    request.setProtect(this.call.protect);
    request.setDependenciesList(this.call.dependencies);
    request.setObject(toStruct(inputs));
    for (const [key, urns] of Object.entries(this.call.inputDependencies)) {
      const dependencies = new resources.RegisterResourceRequest.PropertyDependencies();
      dependencies.setUrnsList(urns);
      request.getPropertydependenciesMap().set(key, dependencies);
    }
    return this.register(request);
  }

  outputs(urn: string, outputs: Properties): Promise<void> {
    const request = new resources.RegisterResourceOutputsRequest();
    request.setUrn(urn);
    request.setOutputs(toStruct(outputs));
    return new Promise((done, fail) => {
      const answered = (error: grpc.ServiceError | null, _: Empty) => (error ? fail(error) : done());
      this.client.registerResourceOutputs(request, answered);
    });
  }

  private async register(request: resources.RegisterResourceRequest): Promise<Child> {
    const response = await new Promise<resources.RegisterResourceResponse>((done, fail) => {
      this.client.registerResource(request, (error, answer) => (error ? fail(error) : done(answer)));
    });
    const properties = fromStruct(response.getObject());
    const missing = this.call.dryRun ? rpc.unknownValue : undefined;
    return {
      urn: response.getUrn(),
      id: response.getId() || rpc.unknownValue,
      output: (property) => properties[property] ?? missing,
    };
  }
}

function plain(value: unknown): unknown {
  return value instanceof From ? value.value : value;
}
