import { items, known, type Value } from "../../values/value";
import type { Reference, References } from "../reference";
import type { Resource } from "../resource";

/** The security groups that a resource holds, read from one list inside the given top-level property. */
export function groupReferences(
  resource: Resource,
  references: References,
  property: string,
  list: Value<unknown>,
): Value<readonly Reference[]> {
  const ids = items(list);
  if (ids.state === "unknown") return known(references.unknownList(resource, property, "securityGroup"));
  if (ids.state === "absent" || ids.value.length === 0) return { state: "absent" };
  return known(references.all(resource, property, ids.value, "securityGroup"));
}
