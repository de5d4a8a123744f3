import { targetGroupId } from "../graph/build";
import { forwardersTo } from "../graph/forwarders";
import { byCertaintyAndLength } from "../graph/ways";
import type { Registration } from "../model/nodes";
import type { Reference } from "../model/reference";
import { type Decision, inEveryWorld, maybe, maybeOutside, no, yes } from "../values/decision";
import type { View } from "../view";

/** How traffic comes to the target group of a registration, and whether it is open to the internet. */
export interface WayToTargetGroup {
  hops: readonly string[];
  open: Decision;
}

/** The best way from the internet to what a reference means: open only if it is whichever target group is meant. */
export function wayToReference(view: View, reference: Reference): WayToTargetGroup {
  const best = reference.map((target) => view.ways.to(targetGroupId(target))[0]);
  const worlds = best.map((way): Decision => {
    if (way === undefined) return no;
    return way.state === "open" ? yes : way.outside ? maybeOutside : maybe;
  });
  const [shown] = best.flatMap((way) => way ?? []).sort(byCertaintyAndLength);
  return { hops: shown?.hops ?? [], open: atWorst(worlds) };
}

/** Where one target group is open and another is not, which of them is meant is a doubt inside of the stack. */
function atWorst(worlds: readonly Decision[]): Decision {
  const open = worlds.filter(({ answer }) => answer === "yes").length;
  return open > 0 && open < worlds.length ? maybe : inEveryWorld(worlds);
}

/** The best way from the internet; where there is none, the way from the load balancer. */
export function wayToTargetGroup(view: View, registration: Registration): WayToTargetGroup {
  const targets = registration.targetGroups.flat();
  const ways = registration.targetGroups.map((reference) => wayToReference(view, reference));
  const way = ways.find(({ open }) => open.answer === "yes") ?? ways.find(({ hops }) => hops.length > 0);
  if (way !== undefined) return way;
  const [forwarder] = registration.targetGroups.flatMap((reference) => forwardersTo(reference, view.forwarders));
  const ids = [
    forwarder?.loadBalancer?.key,
    forwarder?.listener?.key,
    targetGroupId(targets[0] ?? { at: "unresolved" }),
  ];
  const labels = ids.flatMap((id) => view.graph.nodes.get(id ?? "")?.label ?? []);
  return { hops: labels, open: no };
}
