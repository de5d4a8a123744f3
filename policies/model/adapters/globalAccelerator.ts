import { maybeOutside } from "../../values/decision";
import { items, property, text } from "../../values/value";
import type { Model } from "../model";
import type { Door } from "../nodes";
import type { References } from "../reference";
import { type Resource, read } from "../resource";
import { address, hasAddress } from "./destination";
import { door } from "./door";

/** `aws.globalaccelerator.EndpointGroup`: public addresses in front of load balancers, internal ones too, and of addresses. */
export function endpointGroup(resource: Resource, references: References, model: Model): void {
  endpoints(resource, references, model, "endpointConfigurations", "Global Accelerator endpoint group");
}

/** `aws.globalaccelerator.CrossAccountAttachment`: endpoints for the accelerators of other accounts. */
export function crossAccountAttachment(resource: Resource, references: References, model: Model): void {
  endpoints(resource, references, model, "resources", "Global Accelerator attachment", { open: maybeOutside });
}

function endpoints(
  resource: Resource,
  references: References,
  model: Model,
  part: string,
  noun: string,
  more: Partial<Pick<Door, "open">> = {},
): void {
  const list = items(read(resource, part));
  const ids = list.state === "known" ? list.value.map((each) => text(property(each, "endpointId"))) : [];
  const given = ids.filter(({ state }) => state !== "absent");
  const named =
    list.state === "unknown"
      ? references.unknownList(resource, part, "loadBalancer")
      : references.all(
          resource,
          part,
          given.filter((each) => !hasAddress(each)),
          "loadBalancer",
        );
  for (const to of named) model.doors.push(door(resource, noun, { to, toKind: "loadBalancer" }, { part, ...more }));
  for (const id of given.filter(hasAddress)) {
    model.doors.push(door(resource, noun, address(resource, part, id), { part, ...more }));
  }
}
