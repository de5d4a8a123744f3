import type { Decision } from "../../values/decision";
import type { Value } from "../../values/value";
import type { Reference } from "../reference";
import type { Edge } from "./edge";

/** An EC2 instance, or a group of them; a launch template is one that starts nothing by itself. */
export interface Host {
  key: string;
  name: string;
  /** "instance bastion", "Auto Scaling group hosts". */
  title: string;
  edge: Edge;
  starts: boolean;
  /** Absent where templates say it. */
  securityGroups: Value<readonly Reference[]>;
  /** Absent where templates or the subnet say it. */
  publicAddress: Value<Decision>;
  subnets: readonly Reference[];
  templates: readonly Reference[];
  /** What runs at the first start; it may name container images. */
  userData: Value<string>;
}

/** The hosts that a cluster's capacity providers start. */
export interface Capacity {
  cluster: Reference;
  providers: readonly Reference[];
}
