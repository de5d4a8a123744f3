import type { Model } from "../model/model";
import type { Edge, Listener, LoadBalancer } from "../model/nodes";
import { keyOf, type Reference } from "../model/reference";

/** One listener, or rule, that sends traffic to a target group. */
export interface Forwarder {
  edge: Edge;
  /** Undefined when the listener is not part of the stack, or not known. */
  listener: Listener | undefined;
  label: string;
  loadBalancer: LoadBalancer | undefined;
  /** False when it is one of several possibilities. */
  certain: boolean;
  /** Whether what is missing lies outside of the stack. */
  outside: boolean;
}

/** Target groups of the stack by key, with all that forwards to them. */
export type Forwarders = ReadonlyMap<string, readonly Forwarder[]>;

export function forwardersOf(model: Model): Forwarders {
  const selfServed = [...model.targetGroups.values()].filter((each) => !each.needsForwarder);
  const byTargetGroup = new Map<string, Forwarder[]>(selfServed.map(({ key }) => [key, []]));
  for (const forward of model.forwards) {
    for (const reference of forward.targetGroups) {
      for (const target of reference) {
        const key = keyOf(target);
        if (key === undefined) continue;
        const list = byTargetGroup.get(key) ?? [];
        byTargetGroup.set(key, list);
        for (const found of listenersOf(forward.listener, model)) {
          const certain = found.certain && reference.length === 1;
          list.push({ ...found, edge: forward.edge, label: forward.label, certain });
        }
      }
    }
  }
  return byTargetGroup;
}

type Found = Pick<Forwarder, "listener" | "loadBalancer" | "certain" | "outside">;

function listenersOf(reference: Reference, model: Model): Found[] {
  return reference.flatMap((target): Found[] => {
    const listener = model.listeners.get(keyOf(target) ?? "");
    const certain = reference.length === 1;
    if (listener === undefined) {
      return [{ listener, loadBalancer: undefined, certain, outside: target.at === "outside" }];
    }
    return listener.loadBalancer.map((balancer) => ({
      listener,
      loadBalancer: model.loadBalancers.get(keyOf(balancer) ?? ""),
      certain: certain && listener.loadBalancer.length === 1,
      outside: balancer.at === "outside",
    }));
  });
}

/** What forwards to the target group that a reference may mean; one that needs a forwarder and has none here has it elsewhere. */
export function forwardersTo(reference: Reference, forwarders: Forwarders): Forwarder[] {
  return reference.flatMap((target) => {
    const found = forwarders.get(keyOf(target) ?? "");
    if (found !== undefined && reference.length === 1) return found;
    if (found !== undefined) return found.map((each) => ({ ...each, certain: false }));
    const urn = target.at === "stack" ? target.key : "";
    const outside = target.at !== "unresolved";
    return [{ edge: { urn }, listener: undefined, label: "", loadBalancer: undefined, certain: false, outside }];
  });
}
