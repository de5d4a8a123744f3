import { anyOf, type Decision, decided, maybe, yes } from "../../values/decision";
import { items, property, text, unknown, type Value } from "../../values/value";
import type { Model } from "../model";
import { type Reference, type References, unresolved } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { addressOf, type Destination, inStack } from "./destination";
import { door } from "./door";

/** `aws.apigatewayv2.Api`: always public. Its document, or its quick-create target, may hold integrations. */
export function httpApi(resource: Resource, references: References, model: Model): void {
  const protocol = text(read(resource, "protocolType"));
  const noun = protocol.state === "known" && protocol.value === "WEBSOCKET" ? "WebSocket API" : "HTTP API";
  const itself: Reference = [{ at: "stack", key: resource.urn }];
  model.apis.set(resource.urn, { key: resource.urn, label: `${noun} ${nameOf(resource.urn)}`, open: yes });
  for (const to of addressOf(resource, references, "target", read(resource, "target"))) {
    model.doors.push(door(resource, "target of", to, { part: "target", api: itself }));
  }
  documented(resource, references, model, itself);
}

/** `aws.apigateway.RestApi`: public unless its endpoint is private (API Gateway, `EndpointConfiguration`). */
export function restApi(resource: Resource, references: References, model: Model): void {
  const types = property(read(resource, "endpointConfiguration"), "types");
  const label = `REST API ${nameOf(resource.urn)}`;
  model.apis.set(resource.urn, { key: resource.urn, label, open: isPublic(types) });
  documented(resource, references, model, [{ at: "stack", key: resource.urn }]);
}

/** `aws.apigateway.RestApiPut`: the document of a REST API as a resource of its own. */
export function restApiPut(resource: Resource, references: References, model: Model): void {
  const api = references.one(resource, "restApiId", read(resource, "restApiId"), "api");
  documented(resource, references, model, api ?? unresolved);
}

function isPublic(types: Value<unknown>): Decision {
  if (types.state === "absent") return yes;
  const list = types.state === "known" && typeof types.value === "string" ? [types] : items(types);
  if (!Array.isArray(list) && list.state !== "known") return maybe;
  const given = (Array.isArray(list) ? list : list.value).map(text);
  return anyOf(given.map((type) => (type.state === "known" ? decided(type.value !== "PRIVATE") : maybe)));
}

/**
 * The private integrations inside of an OpenAPI document. Which one leads where is not read from it: what of this stack
 * the document was made from is enough, and a link that another stack made leads where that stack says.
 */
function documented(resource: Resource, references: References, model: Model, api: Reference): void {
  const body = text(read(resource, "body"));
  if (body.state === "absent" || (body.state === "known" && !/vpc_link/i.test(body.value))) return;
  for (const to of ledTo(resource, references)) {
    model.doors.push(door(resource, "document of", to, { part: "body", api }));
  }
}

function ledTo(resource: Resource, references: References): Destination[] {
  const made = (kind: "door" | "vpcLink" | "listener" | "targetGroup" | "loadBalancer") =>
    references.one(resource, "body", unknown, kind);
  const linked = inStack(made("vpcLink")) ? (["listener", "targetGroup", "loadBalancer"] as const) : [];
  const found = (["door", ...linked] as const).flatMap((toKind) => {
    const all = made(toKind);
    return inStack(all) ? all.map((target) => ({ to: [target], toKind })) : [];
  });
  if (found.length > 0) return found;
  return resource.dependencies === undefined ? [{ to: unresolved, toKind: "door" }] : [];
}
