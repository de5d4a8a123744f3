import type { Edge, Listener } from "../model/nodes";
import { keyOf, type Reference } from "../model/reference";
import { allOf, anyOf, type Decision, decided, maybe, no, yes } from "../values/decision";
import type { View } from "../view";
import { capitalised, type Finding, given, judge, type Rule } from "./rule";

const name = "public-plain-http-only-redirects";

/** What a visitor sends in plain HTTP, a cookie or a password, everybody on the way can read and change. */
export const publicPlainHttpOnlyRedirects: Rule = {
  name,
  level: "mandatory",
  what: "A public load balancer that has an HTTPS listener only redirects, or answers by itself, in plain HTTP.",
  why: "Whoever follows an old link, or is made to, would use the service without encryption and never notice.",
  fix: 'Make the action a redirect: `{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }`.',
  check,
};

function check(view: View): Finding[] {
  return plainForwards(view).flatMap((each) =>
    judge(
      allOf([each.open, view.configuration.refusePlainHttp ? yes : each.encrypted]),
      {
        rule: name,
        edge: each.edge,
        way: each.hops,
        summary: `${capitalised(each.balancer)} forwards plain HTTP from the internet: ${each.label}.`,
        fix: publicPlainHttpOnlyRedirects.fix,
      },
      { summary: `It is not proven that ${each.balancer} only redirects plain HTTP from the internet: ${each.label}.` },
    ),
  );
}

/** What a report says about load balancers that have no HTTPS listener at all, unless the configuration refuses them. */
export function notesAboutPlainHttp(view: View): { urn: string; text: string }[] {
  if (view.configuration.refusePlainHttp) return [];
  const plain = plainForwards(view).filter(({ open, encrypted }) => open.answer === "yes" && encrypted.answer === "no");
  const byBalancer = new Map(plain.map(({ urn, balancer }) => [urn, balancer]));
  return [...byBalancer].map(([urn, balancer]) => ({
    urn,
    text: `${capitalised(balancer)} answers the internet in plain HTTP and has no HTTPS listener.`,
  }));
}

/** Something that forwards what comes in plain HTTP to workloads. */
interface PlainForward {
  edge: Edge;
  /** "listener HTTP:80 rule 10". */
  label: string;
  /** "load balancer web". */
  balancer: string;
  /** URN of the load balancer. */
  urn: string;
  /** Whether it forwards in plain HTTP what comes from the internet. */
  open: Decision;
  /** Whether the load balancer has an encrypted listener beside it. */
  encrypted: Decision;
  hops: readonly string[];
}

function plainForwards(view: View): PlainForward[] {
  const { model, graph } = view;
  const encrypted = encryptionOfBalancers(view);
  const forwards = forwardsToWorkloads(view);
  const doors = graph.doors.flatMap(({ nodes: [, balancer = "", listener = ""], open }) => {
    const [of, at] = [model.loadBalancers.get(balancer), model.listeners.get(listener)];
    return of === undefined || at === undefined ? [] : [{ balancer: of, listener: at, open }];
  });
  return doors.flatMap(({ balancer, listener, open }) =>
    (forwards.get(listener.key) ?? []).map(({ edge, rule, certain }) => {
      const label = `listener ${listener.label}${rule === "" ? "" : ` ${rule}`}`;
      return {
        ...{ edge, label, urn: balancer.key, balancer: `${balancer.noun} ${balancer.name}` },
        open: allOf([open, isOneOf(listener, ["HTTP"]), certain]),
        encrypted: anyOf(encrypted.get(balancer.key) ?? []),
        hops: ["internet", graph.nodes.get(balancer.key)?.label ?? balancer.name, label],
      };
    }),
  );
}

function isOneOf({ protocol }: Listener, names: readonly string[]): Decision {
  if (protocol.state !== "known") return protocol.state === "unknown" ? maybe : no;
  return decided(names.includes(protocol.value.toUpperCase()));
}

/** Of each listener, by its load balancer's key, whether it is encrypted. */
function encryptionOfBalancers({ model }: View): ReadonlyMap<string, readonly Decision[]> {
  const listeners = [...model.listeners.values()];
  return listsByKey(
    listeners.flatMap((listener) =>
      distinctKeys(listener.loadBalancer).map((key) => [key, isOneOf(listener, ["HTTPS", "TLS", "SSL"])] as const),
    ),
  );
}

/** One action of a listener, or of a rule of it, that leads, or may lead, to workloads of the model. */
interface ForwardToWorkloads {
  edge: Edge;
  rule: string;
  certain: Decision;
}

/** These actions by the listener's key, in the order of the model. */
function forwardsToWorkloads({ model, workloads }: View): ReadonlyMap<string, readonly ForwardToWorkloads[]> {
  const registered = new Set(workloads.flatMap(({ workload }) => workload.targetGroups.flat().map(keyOf)));
  return listsByKey(
    model.forwards.flatMap(({ edge, listener, label, targetGroups }) => {
      const leads = anyOf(targetGroups.map((reference) => leadsTo(registered, reference)));
      if (leads.answer === "no") return [];
      const certain = allOf([leads, given(listener.length === 1)]);
      return distinctKeys(listener).map((key) => [key, { edge, rule: label, certain }] as const);
    }),
  );
}

function leadsTo(registered: ReadonlySet<string | undefined>, reference: Reference): Decision {
  const some = reference.filter((target) => target.at === "unresolved" || registered.has(keyOf(target)));
  if (some.length === 0) return no;
  return some.length < reference.length || some[0]?.at === "unresolved" ? maybe : yes;
}

const distinctKeys = (reference: Reference): string[] => [
  ...new Set(reference.flatMap((target) => keyOf(target) ?? [])),
];

function listsByKey<Item>(items: readonly (readonly [string, Item])[]): Map<string, Item[]> {
  const lists = new Map<string, Item[]>();
  for (const [key, item] of items) {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [item]);
    else list.push(item);
  }
  return lists;
}
