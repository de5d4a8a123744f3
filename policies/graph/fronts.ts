import type { Model } from "../model/model";
import type { LoadBalancer, Workload } from "../model/nodes";
import { keyOf, type Target } from "../model/reference";
import { allOf, anyOf, type Decision, inEveryWorld, maybe, maybeOutside, no, yes } from "../values/decision";
import { isKnown } from "../values/value";
import { type Forwarders, forwardersTo } from "./forwarders";

/** The load balancers in front of a service, as its security groups should know them. */
export interface Fronts {
  /** Security groups of these load balancers by key. */
  groups: ReadonlyMap<string, Decision>;
  /** Whether further groups, which cannot be named, may stand in front. */
  further: Decision;
  /** Whether clients' own addresses arrive at the task, so that a rule has to name addresses instead of a group. */
  clientAddresses: Decision;
  /** Whether other workloads may come to the proxy by themselves, as the clients of a mesh do. */
  clientGroups: Decision;
}

const nothing: Fronts = { groups: new Map(), further: no, clientAddresses: no, clientGroups: no };

export function frontsOf(workload: Workload, model: Model, forwarders: Forwarders): Fronts {
  if (workload.registrations.state !== "known") {
    return { groups: new Map(), further: maybe, clientAddresses: maybe, clientGroups: maybe };
  }
  const fronts = together(
    workload.targetGroups.map((reference) =>
      eitherOf(reference.map((target) => frontsOfTarget(target, model, forwarders))),
    ),
  );
  return { ...fronts, clientGroups: workload.servesClientsDirectly };
}

function frontsOfTarget(target: Target, model: Model, forwarders: Forwarders): Fronts {
  const preserves = model.targetGroups.get(keyOf(target) ?? "")?.preservesClientAddress ?? maybeOutside;
  const balancers = forwardersTo([target], forwarders).map(({ loadBalancer, certain, outside }) => {
    const doubt = outside ? maybeOutside : maybe;
    if (loadBalancer === undefined) return { ...nothing, further: doubt, clientAddresses: doubt };
    const groups = new Map<string, Decision>();
    const further = addGroups(loadBalancer.securityGroups, certain, groups, withoutGroups(loadBalancer));
    const clientAddresses = allOf([seesClients(loadBalancer, preserves), certain ? yes : maybe]);
    return { ...nothing, groups, further, clientAddresses };
  });
  return together(balancers);
}

/** All of these stand in front at once. */
export function together(fronts: readonly Fronts[]): Fronts {
  return combine(fronts, anyOf, () => no);
}

/** One of these stands in front, and it is not known which. */
function eitherOf(fronts: readonly Fronts[]): Fronts {
  return combine(fronts, inEveryWorld, ({ further }) => further);
}

function combine(
  fronts: readonly Fronts[],
  sum: (decisions: readonly Decision[]) => Decision,
  without: (front: Fronts) => Decision,
): Fronts {
  if (fronts.length === 0) return nothing;
  const keys = new Set(fronts.flatMap(({ groups }) => [...groups.keys()]));
  const of = (key: string) => sum(fronts.map((front) => front.groups.get(key) ?? without(front)));
  return {
    groups: new Map([...keys].map((key) => [key, of(key)])),
    further: sum(fronts.map(({ further }) => further)),
    clientAddresses: sum(fronts.map(({ clientAddresses }) => clientAddresses)),
    clientGroups: sum(fronts.map(({ clientGroups }) => clientGroups)),
  };
}

/** A network load balancer without groups has none for good; an application one gets the VPC's default group. */
function withoutGroups({ type }: LoadBalancer): Decision {
  if (isKnown(type, "application") || isKnown(type, "classic")) return maybeOutside;
  return type.state === "known" ? no : maybe;
}

/** Adds the groups that something in front holds; the answer says whether it may hold others. */
function addGroups(
  held: LoadBalancer["securityGroups"],
  certain: boolean,
  groups: Map<string, Decision>,
  ifAbsent: Decision,
): Decision {
  if (held.state !== "known") return held.state === "unknown" ? maybe : ifAbsent;
  const rest: Decision[] = [];
  for (const reference of held.value) {
    for (const target of reference) {
      const key = keyOf(target);
      if (key === undefined) rest.push(target.at === "outside" ? maybeOutside : maybe);
      else if (certain && reference.length === 1) groups.set(key, yes);
      else if (!groups.has(key)) groups.set(key, maybe);
    }
  }
  return anyOf(rest);
}

/** Network load balancers only: with client addresses preserved, or without a security group that a rule could name. */
function seesClients(balancer: LoadBalancer, preserves: Decision): Decision {
  if (balancer.type.state !== "known") return maybe;
  if (balancer.type.value !== "network") return no;
  return balancer.securityGroups.state === "absent" ? yes : preserves;
}
