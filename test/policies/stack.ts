import type { Mode } from "../../policies/testing";

export {
  arn,
  asSeen,
  type Declared,
  holdsUnknown,
  id,
  literalOf,
  type Mode,
  output,
  Ref,
  resource,
  unknown as notKnown,
  urnOf,
} from "../../policies/testing";

/** The two previews that the pure tests of rules compare. */
export const modes: readonly Mode[] = ["first", "second"];
