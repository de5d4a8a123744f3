import { listener, listenerRule } from "../adapters/listener";
import { loadBalancer } from "../adapters/loadBalancer";
import { targetGroup } from "../adapters/targetGroup";
import { targetGroupAttachment } from "../adapters/targetGroupAttachment";
import { type Family, node, type Treatment } from "./family";

/**
 * Modules under which the load balancing resources of pulumi-aws are or were published. The older two are the aliases
 * in `lb/*.js` and `alb/*.js` of the SDK and still stand in old stacks.
 */
const modules = ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"];

const resources: Record<string, Treatment> = {
  "loadBalancer:LoadBalancer": node("loadBalancer", loadBalancer),
  "listener:Listener": node("listener", listener),
  "listenerRule:ListenerRule": node("listenerRule", listenerRule),
  "targetGroup:TargetGroup": node("targetGroup", targetGroup),
  "targetGroupAttachment:TargetGroupAttachment": node("targetGroupAttachment", targetGroupAttachment),
  "listenerCertificate:ListenerCertificate": "harmless",
};

/** Application and network load balancers under every name that they have had. */
export const loadBalancing: Family = {
  ...Object.fromEntries(
    modules.flatMap((module) =>
      Object.entries(resources).map(([name, treatment]) => [`aws:${module}/${name}`, treatment]),
    ),
  ),
  "aws:lb/trustStore:TrustStore": "harmless",
  "aws:lb/trustStoreRevocation:TrustStoreRevocation": "harmless",
};
