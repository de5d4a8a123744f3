import type { AddressSet, Family } from "../../values/addresses";
import type { Decision } from "../../values/decision";
import type { PortSet } from "../../values/ports";
import type { Protocol } from "../../values/protocol";
import type { Value } from "../../values/value";
import type { Reference } from "../reference";
import type { Edge } from "./edge";

/** Who a security group rule admits. */
export type Source =
  | {
      kind: "addresses";
      addresses: Value<AddressSet>;
      label: string;
      /** Told by the property where the addresses themselves are not known. */
      family?: Family;
    }
  | { kind: "group"; reference: Reference; label: string }
  | { kind: "self" }
  | { kind: "prefixList"; reference: Reference; label: string }
  /** A list of sources that is unknown as a whole: it may be empty. */
  | { kind: "anyone"; family?: Family };

export interface IngressRule {
  edge: Edge;
  protocol: Value<Protocol>;
  ports: Value<PortSet>;
  sources: readonly Source[];
  /** False when it may be a rule of another group, or an egress rule. */
  certain: boolean;
}

export interface SecurityGroup {
  key: string;
  name: string;
  /** `sg-…`, once it is known. */
  id?: string;
  /** Known only by its literal id: other rules of the group cannot be seen. */
  outside: boolean;
  /** Whether it declares a list of rules of its own, also an empty one, against which the provider holds the real rules. */
  inline: Decision;
  rules: IngressRule[];
}

/** A group that a resource gives to network interfaces of others, or of another VPC. */
export interface SharedGroup {
  edge: Edge;
  group: Reference;
  /** The network interface that gets the group, which may be a task's; undefined when it is a whole VPC. */
  networkInterface?: Reference;
}

/** A list of CIDR blocks under one id: `entries` of the list itself, and entries that are resources of their own. */
export interface PrefixList {
  key: string;
  name: string;
  /** Known only by its literal id: other entries of the list cannot be seen. */
  outside: boolean;
  /** Each is a known or unknown block, or "anyone" for entries that are unknown as a whole. */
  entries: Source[];
}
