import type { Model } from "../model";
import type { References } from "../reference";
import type { Resource } from "../resource";
import type { Kind } from "../tokens";
import { listener, listenerRule } from "./listener";
import { loadBalancer } from "./loadBalancer";
import { securityGroup } from "./securityGroup";
import { securityGroupRule } from "./securityGroupRule";
import { service } from "./service";
import { targetGroup } from "./targetGroup";
import { targetGroupAttachment } from "./targetGroupAttachment";
import { taskDefinition } from "./taskDefinition";

/** Reads one resource and adds its nodes to the model. */
export type Adapter = (resource: Resource, references: References, model: Model) => void;

/** How each kind of resource becomes nodes. */
export const adapters: Record<Kind, Adapter> = {
  listener,
  listenerRule,
  loadBalancer,
  // A prefix list is only ever the source of a rule; its entries are not followed yet.
  prefixList: () => {},
  securityGroup,
  securityGroupRule,
  service,
  targetGroup,
  targetGroupAttachment,
  taskDefinition,
};
