import { yes } from "../../values/decision";
import type { Door } from "../nodes";
import { nameOf, type Resource } from "../resource";
import type { Destination } from "./destination";

/** A door that the internet can use, in what is said about all of them; `more` says what is different. */
export function door(
  { urn }: Resource,
  noun: string,
  destination: Destination,
  more: Partial<Omit<Door, "edge" | "to" | "toKind">> & { part?: string } = {},
): Door {
  const { part, ...rest } = more;
  return {
    edge: { urn, ...(part === undefined ? {} : { part }) },
    label: `${noun} ${nameOf(urn)}`,
    open: yes,
    ...destination,
    ...rest,
  };
}
