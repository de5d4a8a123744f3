import type { Fields } from "../fields";

/** How a type of CloudFormation stands in the aws provider. */
export interface Row {
  /** The aws provider's token. */
  to: string;
  fields?: Fields;
  /** The attribute by which others name the resource, beside its physical id: "targetGroupArn". */
  identifier?: string;
  /** A property without which the resource opens nothing. */
  needs?: string;
  /** Lists inside of the resource whose elements are resources of their own in the aws provider. */
  inside?: readonly Inside[];
}

export interface Inside {
  /** The list. */
  list: string;
  to: string;
  fields: Fields;
  /** The element's property that names the resource around it. */
  owner: string;
}

/** Rows by {@link typeKey}. */
export type Rows = Readonly<Record<string, Row>>;
