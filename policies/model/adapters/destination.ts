import { known, text, unknown, type Value } from "../../values/value";
import type { Door } from "../nodes";
import { type Reference, type References, unresolved } from "../reference";
import type { Resource } from "../resource";
import { addressIn } from "./address";

/** Where a door leads. */
export interface Destination {
  to: Reference;
  toKind: Door["toKind"];
}

type Kind = "loadBalancer" | "listener" | "targetGroup" | "door";

export const inStack = (reference: Reference | undefined): reference is Reference =>
  reference?.every(({ at }) => at === "stack") ?? false;

/**
 * What a property that holds one value means. A literal that is no id or ARN of the stack can still be made from one of
 * its resources, as a host name is, or the short id of a lattice listener: then the engine says which one.
 */
export function leadsTo(
  resource: Resource,
  references: References,
  property: string,
  value: Value<unknown>,
  kind: Parameters<References["one"]>[3],
): Reference | undefined {
  const direct = references.one(resource, property, value, kind);
  if (direct === undefined || inStack(direct)) return direct;
  const made = references.one(resource, property, unknown, kind);
  return inStack(made) ? made : direct;
}

/** What a property that may name resources of several kinds leads to: one of what the stack has, or nobody knows where. */
export function destinations(
  resource: Resource,
  references: References,
  property: string,
  value: Value<unknown>,
  kinds: readonly [Kind, ...Kind[]],
): Destination[] {
  const among = (lookUp: typeof leadsTo): Destination[] =>
    kinds.flatMap((toKind) => {
      const to = lookUp(resource, references, property, value, toKind);
      return inStack(to) ? [{ to, toKind }] : [];
    });
  // An id or ARN says by itself which one is meant, whatever else the value was made from.
  const named = among((of, all, ...value) => all.one(of, ...value));
  const found = named.length > 0 ? named : among(leadsTo);
  if (found.length === 0) {
    return [{ to: references.one(resource, property, value, kinds[0]) ?? unresolved, toKind: kinds[0] }];
  }
  // Of several kinds only one is meant, so each leads elsewhere in some world.
  return found.length === 1 ? found : found.map(({ to, toKind }) => ({ to: [...to, { at: "outside" }], toKind }));
}

/** What takes a load balancer, or something with an address of its own: an instance, an Elastic IP, an interface. */
export function balancerOrAddress(
  resource: Resource,
  references: References,
  property: string,
  value: Value<unknown>,
): Destination[] {
  const literal = text(value);
  const balancer = leadsTo(resource, references, property, value, "loadBalancer");
  if (!inStack(balancer) && (hasAddress(literal) || madeOfAddressed(resource, references, property))) {
    return [address(resource, property, literal)];
  }
  return destinations(resource, references, property, value, ["loadBalancer"]);
}

/** Whether an id is that of an instance, an interface or an Elastic IP; a load balancer is named by its ARN. */
export function hasAddress(id: Value<string>): boolean {
  return id.state === "known" && (!id.value.startsWith("arn:") || id.value.includes(":instance/"));
}

/**
 * Where a URL or host name leads over the internet, if that is an address: nobody can tell what listens there. A name is
 * no way in, because over the internet it leads only to what the internet reaches by itself.
 */
export function addressOf(
  resource: Resource,
  references: References,
  property: string,
  value: Value<unknown>,
): Destination[] {
  const literal = text(value);
  if (literal.state === "absent") return [];
  if (literal.state === "unknown") {
    return madeOfAddressed(resource, references, property) ? [address(resource, property, literal)] : [];
  }
  // Of a URL only the host is told: it may hold a password.
  const host = addressIn(literal.value);
  return host === undefined ? [] : [address(resource, property, known(host))];
}

/** An address that nothing of the stack is known to have is outside of it. */
export function address(resource: Resource, property: string, literal: Value<string>): Destination {
  const made = resource.dependencies?.[property] ?? [];
  const outside: Reference = [{ at: "outside", ...(literal.state === "known" ? { key: literal.value } : {}) }];
  return { to: literal.state === "known" && made.length === 0 ? outside : unresolved, toKind: "address" };
}

function madeOfAddressed(resource: Resource, references: References, property: string): boolean {
  const kinds = ["host", "elasticAddress", "networkInterface"] as const;
  return kinds.some((kind) => inStack(references.one(resource, property, unknown, kind)));
}
