import type { Decision } from "../../values/decision";
import type { Value } from "../../values/value";
import type { Reference } from "../reference";
import type { Edge } from "./edge";

/**
 * A way in that is no listener of its own: CloudFront to an internal load balancer, an accelerator's endpoint, an API's
 * VPC link. What it leads to is reached whether or not that is public by itself.
 */
export interface Door {
  edge: Edge;
  /** As it stands in a way: "CloudFront VPC origin shop". */
  label: string;
  /** Who comes to it, where that is not the internet; a way begins with them. */
  clients?: "every AWS account" | "other VPCs";
  /** Whether these can use it. */
  open: Decision;
  /**
   * Whether clients come by other doors alone, as to a VPC link by an API and to a VPC origin by a distribution. One to
   * which no door of the stack leads may be used from elsewhere.
   */
  passage?: true;
  /** The API that it is a part of, and that decides who may call. */
  api?: Reference;
  to: Reference;
  /** An address is where a way cannot be followed any further: what listens there is not told. */
  toKind: "loadBalancer" | "listener" | "targetGroup" | "door" | "address";
}

/** What clients call; its integrations are the doors. */
export interface Api {
  key: string;
  /** "HTTP API orders". */
  label: string;
  /** Whether the internet can call it. */
  open: Decision;
}

/** What serves the internet by itself and is no task behind a load balancer: an instance, an App Runner service, a function's URL. */
export interface Endpoint {
  edge: Edge;
  /** "App Runner service shop". */
  title: string;
  /** Whether the internet reaches it. */
  open: Decision;
  /** Container images that it runs, as far as they are told. */
  images: readonly Value<string>[];
  /** Functions whose image it runs. */
  functions: readonly Reference[];
}
