import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { constructCall, constructResponse } from "./construct";
import { difference } from "./diff";
import type { ResourceModel, StandIn } from "./model";
import type { Place } from "./place";
import { type PreviewAnswer, previewed } from "./previewed";
import { checked, state } from "./resource";
import { UnknownToken } from "./unknownToken";
import { fromStruct, toStruct } from "./values";

/** What the running stand-ins are told by whoever started them, and what they report back. */
export interface Surroundings {
  place: Place;
  previews: PreviewAnswer;
  /** Called before the engine hears of the error, so that the cause is known by its kind and not by its text. */
  unknownToken(error: UnknownToken): void;
}

/**
 * The provider side of Pulumi's provider protocol for one stand-in. There is no Handshake on purpose: it would promise
 * previews, whatever Configure then answers.
 */
export function providerService(standIn: StandIn, around: Surroundings): grpc.UntypedServiceImplementation {
  const model = (urn: string) => modelOf(standIn, urn);
  // Every instance of the provider (another region, say) is a connection of its own to this one server.
  const regions = new Map<string, string>();
  return {
    configure: answer((request: rpc.ConfigureRequest, _, peer) =>
      configure(request, around.previews, (region) => regions.set(peer, region)),
    ),
    check: answer((request: rpc.CheckRequest) => check(model(request.getUrn()), request)),
    diff: answer((request: rpc.DiffRequest) => diff(model(request.getUrn()), request)),
    create: answer((request: rpc.CreateRequest, place) =>
      create(model(request.getUrn()), request, place, around.previews),
    ),
    read: answer((request: rpc.ReadRequest, place) => read(model(request.getUrn()), request, place)),
    update: answer((request: rpc.UpdateRequest, place) =>
      update(model(request.getUrn()), request, place, around.previews),
    ),
    delete: answer(() => new Empty()),
    invoke: answer((request: rpc.InvokeRequest, place) => invoke(standIn, request, place)),
    construct: answer(async (request: rpc.ConstructRequest, place) => {
      if (!standIn.construct) throw new UnknownToken("component", request.getType());
      return constructResponse(await standIn.construct(constructCall(request, place)));
    }),
    attach: answer(() => new Empty()),
    cancel: answer(() => new Empty()),
    getPluginInfo: answer(() => {
      const info = new PluginInfo();
      info.setVersion(standIn.version);
      return info;
    }),
  };

  function answer<Request, Response>(reply: Reply<Request, Response>) {
    return async (call: grpc.ServerUnaryCall<Request, Response>, callback: grpc.sendUnaryData<Response>) => {
      const peer = call.getPeer();
      try {
        const place = { ...around.place, region: regions.get(peer) ?? around.place.region };
        callback(null, await reply(call.request, place, peer));
      } catch (e) {
        if (e instanceof UnknownToken) around.unknownToken(e);
        const message = e instanceof Error ? e.message : String(e);
        callback({ code: grpc.status.INVALID_ARGUMENT, details: message });
      }
    };
  }
}

type Reply<Request, Response> = (request: Request, place: Place, peer: string) => Response | Promise<Response>;

export { ResourceProviderService };

function modelOf(standIn: StandIn, urn: string): ResourceModel {
  const token = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const model = standIn.resources[token] ?? standIn.otherResources;
  if (!model) throw new UnknownToken("resource type", token);
  return model;
}

function configure(
  request: rpc.ConfigureRequest,
  previews: PreviewAnswer,
  setRegion: (region: string) => void,
): rpc.ConfigureResponse {
  const { region } = fromStruct(request.getArgs());
  if (typeof region === "string" && region !== "") setRegion(region);
  const response = new rpc.ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setSupportspreview(previews !== "nothing");
  return response;
}

function check(model: ResourceModel, request: rpc.CheckRequest): rpc.CheckResponse {
  const response = new rpc.CheckResponse();
  const news = fromStruct(request.getNews());
  response.setInputs(toStruct(checked(request.getUrn(), model, fromStruct(request.getOlds()), news)));
  return response;
}

function diff(model: ResourceModel, request: rpc.DiffRequest): rpc.DiffResponse {
  const { changed, replaces } = difference(model, fromStruct(request.getOldInputs()), fromStruct(request.getNews()));
  const response = new rpc.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = rpc.DiffResponse.DiffChanges;
  response.setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setDiffsList(changed);
  response.setReplacesList(replaces);
  return response;
}

function create(
  model: ResourceModel,
  request: rpc.CreateRequest,
  place: Place,
  previews: PreviewAnswer,
): rpc.CreateResponse {
  const inputs = fromStruct(request.getProperties());
  const { id, properties } = state(request.getUrn(), model, inputs, place);
  const response = new rpc.CreateResponse();
  if (request.getPreview()) {
    response.setProperties(toStruct(previewed(properties, inputs, {}, previews)));
    return response;
  }
  response.setId(id);
  response.setProperties(toStruct(properties));
  return response;
}

function read(model: ResourceModel, request: rpc.ReadRequest, place: Place): rpc.ReadResponse {
  const inputs = fromStruct(request.getInputs());
  const { id, properties } = state(request.getUrn(), model, inputs, place, request.getId());
  const response = new rpc.ReadResponse();
  response.setId(id);
  response.setInputs(toStruct(inputs));
  response.setProperties(toStruct({ ...fromStruct(request.getProperties()), ...properties }));
  return response;
}

function update(
  model: ResourceModel,
  request: rpc.UpdateRequest,
  place: Place,
  previews: PreviewAnswer,
): rpc.UpdateResponse {
  const news = fromStruct(request.getNews());
  const { properties } = state(request.getUrn(), model, news, place, request.getId());
  const response = new rpc.UpdateResponse();
  const shown = request.getPreview()
    ? previewed(properties, news, fromStruct(request.getOlds()), previews)
    : properties;
  response.setProperties(toStruct(shown));
  return response;
}

function invoke(standIn: StandIn, request: rpc.InvokeRequest, place: Place): rpc.InvokeResponse {
  const reply = standIn.invokes[request.getTok()];
  if (!reply) throw new UnknownToken("invoke", request.getTok());
  const response = new rpc.InvokeResponse();
  response.setReturn(toStruct(reply(fromStruct(request.getArgs()), place)));
  return response;
}
