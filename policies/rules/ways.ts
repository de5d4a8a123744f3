import { targetGroupId } from "../graph/build";
import { forwardersTo } from "../graph/forwarders";
import type { Registration } from "../model/nodes";
import type { View } from "../view";

/** How traffic comes to the target group of a registration, and whether it is open to the internet. */
export interface WayToTargetGroup {
  hops: readonly string[];
  open: boolean;
}

/** The best way from the internet; where there is none, the way from the load balancer. */
export function wayToTargetGroup(view: View, registration: Registration): WayToTargetGroup {
  const targets = registration.targetGroups.flat();
  const [best] = targets.flatMap((target) => view.ways.to(targetGroupId(target)).slice(0, 1));
  if (best !== undefined) {
    const certain = registration.targetGroups.every((reference) => reference.length === 1);
    return { hops: best.hops, open: best.state === "open" && certain };
  }
  const [forwarder] = registration.targetGroups.flatMap((reference) => forwardersTo(reference, view.forwarders));
  const ids = [
    forwarder?.loadBalancer?.key,
    forwarder?.listener?.key,
    targetGroupId(targets[0] ?? { at: "unresolved" }),
  ];
  const labels = ids.flatMap((id) => view.graph.nodes.get(id ?? "")?.label ?? []);
  return { hops: labels, open: false };
}
