import { admissions, opensPorts, unseen } from "../graph/admissions";
import type { Listener, LoadBalancer, Source, TestDoor } from "../model/nodes";
import { keyOf, type Reference, type Target } from "../model/reference";
import type { AddressSet } from "../values/addresses";
import { allOf, anyOf, type Decision, decided, inEveryWorld, maybe, maybeOutside, no, yes } from "../values/decision";
import { type IntervalSet, intersects } from "../values/intervals";
import { port } from "../values/ports";
import type { View } from "../view";
import { type Finding, judge, type Rule } from "./rule";

const name = "test-listener-is-not-public";

/** What a deployment shows to testers first, the internet must not see: the next revision is not released yet. */
export const testListenerIsNotPublic: Rule = {
  name,
  level: "mandatory",
  what: "The listener of a deployment's test rule admits named networks, each /8 (IPv6: /32) at the widest, not the internet. Where no ARN is known yet, that is judged if production and test are both open.",
  why: "A revision that is not released may have the hole that its tests are there to find.",
  fix: "Give the test rule a listener with a port of its own, and admit only the networks of those who test to it.",
  check: (view) => view.model.testDoors.flatMap((door) => judgeDoor(door, view)),
};

function judgeDoor({ edge, rule }: TestDoor, view: View): Finding[] {
  const worlds = rule.map((target) => opennessOf(target, view));
  // Of a production and a test rule, either may be meant: one that is closed is taken for the test rule.
  if (worlds.length > 1 && worlds.some(({ open }) => open.answer === "no")) return [];
  const shown = worlds.find(({ open }) => open.answer !== "no");
  return judge(
    inEveryWorld(worlds.map(({ open }) => open)),
    {
      rule: name,
      edge,
      way: shown?.hops ?? [],
      summary: `The internet reaches the test rule of a deployment${shown === undefined ? "" : `, on ${shown.label}`}: it sees each revision before its release.`,
      fix: testListenerIsNotPublic.fix,
    },
    { summary: "It is not proven that the internet does not reach the test rule of a deployment." },
  );
}

interface Openness {
  open: Decision;
  label: string;
  hops: readonly string[];
}

/** Whether most of the internet gets to a rule, or to the listener that stands in the place of one. */
function opennessOf(target: Target, { model, graph }: View): Openness {
  const own = model.listenerRules.get(keyOf(target) ?? "") ?? [target];
  const listeners = own.map((each) => ({ each, listener: model.listeners.get(keyOf(each) ?? "") }));
  const worlds = listeners.flatMap(({ each, listener }): Openness[] => {
    if (listener === undefined) {
      return [{ open: each.at === "outside" ? maybeOutside : maybe, label: "a listener not known", hops: [] }];
    }
    const label = `listener ${listener.label}`;
    return listener.loadBalancer.map((balancer) => {
      const found = model.loadBalancers.get(keyOf(balancer) ?? "");
      const hops = ["internet", graph.nodes.get(keyOf(balancer) ?? "")?.label ?? "load balancer", label];
      if (found === undefined) return { open: balancer.at === "outside" ? maybeOutside : maybe, label, hops };
      return { open: admitsTheWorld(found, listener, model), label, hops };
    });
  });
  const [first] = worlds;
  return {
    open: inEveryWorld(worlds.map(({ open }) => open)),
    label: first?.label ?? "a listener not known",
    hops: first?.hops ?? [],
  };
}

function admitsTheWorld(balancer: LoadBalancer, listener: Listener, model: View["model"]): Decision {
  return allOf([balancer.public, groupsAdmitTheWorld(balancer, listener, model)]);
}

function groupsAdmitTheWorld({ securityGroups }: LoadBalancer, { port: number }: Listener, model: View["model"]) {
  // Without groups of its own a load balancer has the default group, or, a network load balancer, none at all.
  if (securityGroups.state !== "known") return securityGroups.state === "unknown" ? maybe : maybeOutside;
  const admitted = admissions(securityGroups.value, model).map((admission) =>
    allOf([
      isTheWorld(admission.source),
      opensPorts(admission.rule),
      number.state !== "known" || admission.rule.ports.state !== "known"
        ? maybe
        : decided(intersects(admission.rule.ports.value, port(number.value))),
      admission.certain ? yes : maybe,
    ]),
  );
  return anyOf([...admitted, ...securityGroups.value.map((reference) => unseenGroup(reference, model))]);
}

function unseenGroup(reference: Reference, model: View["model"]): Decision {
  const hidden = unseen(reference, model);
  return hidden === undefined ? no : hidden.outside ? maybeOutside : maybe;
}

/** Addresses of a block that an organisation can have for itself: 10.0.0.0/8, and a provider's /32. */
const largest = { ipv4: 2n ** 24n, ipv6: 2n ** 96n } as const;

function isTheWorld(source: Source): Decision {
  if (source.kind === "addresses") {
    return source.addresses.state === "known" ? decided(isLarge(source.addresses.value)) : maybe;
  }
  if (source.kind === "prefixList") return source.reference.every(({ at }) => at === "outside") ? maybeOutside : maybe;
  return source.kind === "anyone" ? maybe : no;
}

const isLarge = ({ ipv4, ipv6 }: AddressSet): boolean => sizeOf(ipv4) > largest.ipv4 || sizeOf(ipv6) > largest.ipv6;

const sizeOf = (set: IntervalSet): bigint => set.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
