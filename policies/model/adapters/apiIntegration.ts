import { allOf, type Decision, maybe, no, yes } from "../../values/decision";
import { text, type Value } from "../../values/value";
import type { Model } from "../model";
import { keyOf, type Reference, type References, unresolved } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { addressOf, type Destination, destinations, inStack } from "./destination";
import { door } from "./door";

/** `aws.apigatewayv2.Integration`: a route of an HTTP or WebSocket API to a listener, a Cloud Map service or a URL. */
export function httpIntegration(resource: Resource, references: References, model: Model): void {
  const uri = read(resource, "integrationUri");
  const link = references.one(resource, "connectionId", read(resource, "connectionId"), "door");
  integration(resource, references, model, {
    api: references.one(resource, "apiId", read(resource, "apiId"), "api") ?? unresolved,
    type: text(read(resource, "integrationType")),
    // A WebSocket API uses the older kind of link, which knows where it leads.
    linked: () =>
      inStack(link)
        ? [{ to: link, toKind: "door" }]
        : destinations(resource, references, "integrationUri", uri, ["listener", "targetGroup"]),
    addressed: () => addressOf(resource, references, "integrationUri", uri),
  });
}

/** `aws.apigateway.Integration`: a method of a REST API to a link, to a load balancer through a newer link, or to a URL. */
export function restIntegration(resource: Resource, references: References, model: Model): void {
  const target = read(resource, "integrationTarget");
  integration(resource, references, model, {
    api: references.one(resource, "restApi", read(resource, "restApi"), "api") ?? unresolved,
    type: text(read(resource, "type")),
    linked: () =>
      target.state === "absent"
        ? olderLink(resource, references)
        : destinations(resource, references, "integrationTarget", target, ["loadBalancer", "listener"]),
    addressed: () => addressOf(resource, references, "uri", read(resource, "uri")),
  });
}

interface Integration {
  api: Reference;
  type: Value<string>;
  linked: () => Destination[];
  addressed: () => Destination[];
}

function integration(resource: Resource, references: References, model: Model, told: Integration): void {
  const sends = sendsRequests(told.type);
  if (sends.answer === "no") return;
  const connection = text(read(resource, "connectionType"));
  // "INTERNET" is the default of both kinds of API.
  const linked: Decision =
    connection.state === "unknown" ? maybe : connection.state === "known" && connection.value === "VPC_LINK" ? yes : no;
  if (linked.answer !== "no") {
    const link = references.one(resource, "connectionId", read(resource, "connectionId"), "vpcLink") ?? unresolved;
    for (const to of told.linked()) {
      const more = { ...labelled(resource, link, to), open: allOf([sends, linked]), api: told.api };
      model.doors.push(door(resource, "integration", to, more));
    }
  }
  if (linked.answer === "yes") return;
  for (const to of told.addressed()) {
    model.doors.push(door(resource, "integration", to, { api: told.api, open: sends }));
  }
}

/** Integrations with AWS services and functions, and those that only answer, send nothing to a network. */
function sendsRequests(type: Value<string>): Decision {
  if (type.state !== "known") return maybe;
  return ["AWS", "AWS_PROXY", "MOCK"].includes(type.value) ? no : yes;
}

/** A stage variable decides at run time which link is used. */
function olderLink(resource: Resource, references: References): Destination[] {
  const id = text(read(resource, "connectionId"));
  if (id.state === "known" && id.value.includes("stageVariables")) return [{ to: unresolved, toKind: "door" }];
  return destinations(resource, references, "connectionId", id, ["door"]);
}

/** An older link stands in the way by itself; a newer one is only how the integration gets there. */
function labelled(resource: Resource, link: Reference, { toKind }: Destination): { label: string } {
  const [only, ...others] = link.map(keyOf);
  if (toKind === "door") return { label: `integration ${nameOf(resource.urn)}` };
  return { label: only === undefined || others.length > 0 || !inStack(link) ? "VPC link" : `VPC link ${nameOf(only)}` };
}
