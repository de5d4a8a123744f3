import type { Edge, Listener } from "../model/nodes";
import { keyOf } from "../model/reference";
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
  const doors = graph.doors.flatMap(({ nodes: [, balancer = "", listener = ""], open }) => {
    const [of, at] = [model.loadBalancers.get(balancer), model.listeners.get(listener)];
    return of === undefined || at === undefined ? [] : [{ balancer: of, listener: at, open }];
  });
  return doors.flatMap(({ balancer, listener, open }) =>
    forwardsOf(view, listener).map(({ edge, rule, certain }) => {
      const label = `listener ${listener.label}${rule === "" ? "" : ` ${rule}`}`;
      return {
        ...{ edge, label, urn: balancer.key, balancer: `${balancer.noun} ${balancer.name}` },
        open: allOf([open, isOneOf(listener, ["HTTP"]), certain]),
        encrypted: anyOf(listenersOf(view, balancer.key).map((each) => isOneOf(each, ["HTTPS", "TLS", "SSL"]))),
        hops: ["internet", graph.nodes.get(balancer.key)?.label ?? balancer.name, label],
      };
    }),
  );
}

function isOneOf({ protocol }: Listener, names: readonly string[]): Decision {
  if (protocol.state !== "known") return protocol.state === "unknown" ? maybe : no;
  return decided(names.includes(protocol.value.toUpperCase()));
}

function listenersOf({ model }: View, balancer: string): Listener[] {
  return [...model.listeners.values()].filter(({ loadBalancer }) =>
    loadBalancer.some((target) => keyOf(target) === balancer),
  );
}

/** The actions of a listener and its rules that lead, or may lead, to workloads of the model. */
function forwardsOf(view: View, listener: Listener): { edge: Edge; rule: string; certain: Decision }[] {
  const registered = new Set(view.workloads.flatMap(({ workload }) => workload.targetGroups.flat().map(keyOf)));
  return view.model.forwards.flatMap(({ edge, listener: of, label, targetGroups }) => {
    if (!of.some((target) => keyOf(target) === listener.key)) return [];
    const leads = anyOf(
      targetGroups.map((reference) => {
        const some = reference.filter((target) => target.at === "unresolved" || registered.has(keyOf(target)));
        return some.length === 0 ? no : some.length < reference.length || some[0]?.at === "unresolved" ? maybe : yes;
      }),
    );
    if (leads.answer === "no") return [];
    return [{ edge, rule: label, certain: allOf([leads, given(of.length === 1)]) }];
  });
}
