import { keyOf, type Reference } from "../model/reference";
import { nameOf } from "../model/resource";
import { maybe, maybeOutside } from "../values/decision";
import type { View } from "../view";
import { capitalised, type Finding, type Rule, unproven } from "./rule";

const name = "every-door-is-followed";

/** What this pack does not follow yet, it says. */
export const everyDoorIsFollowed: Rule = {
  name,
  level: "mandatory",
  what: "Nothing in the stack can open a way to a container that this pack does not follow yet.",
  why: "A way that is not looked at is not proven to be closed.",
  fix: "Move it to a stack without container services, or waive this rule for it with the reason.",
  check: (view) => [...types(view), ...taskSettings(view), ...doors(view), ...taskSetsElsewhere(view)],
};

function types({ model }: View): Finding[] {
  const protectsSomething = model.workloads.length > 0 || model.taskDefinitions.size > 0;
  // What rests on something else than the stack is worth a word only where there is something to protect.
  const told = model.opaque.filter(({ outside }) => !outside || protectsSomething);
  return told.map(({ urn, type, opens, workload, outside }) =>
    unproven(!outside && (workload || protectsSomething) ? maybe : maybeOutside, {
      rule: name,
      edge: { urn },
      way: [],
      summary: `${nameOf(urn)} (${type}) can open ${opens}, and this pack does not follow it.`,
      fix: everyDoorIsFollowed.fix,
    }),
  );
}

/** A door that leads nobody knows where may lead to any load balancer of the stack; at an address anything may listen. */
function doors({ model }: View): Finding[] {
  const ledTo = new Set(
    model.doors
      .filter(({ toKind, open }) => toKind === "door" && open.answer !== "no")
      .flatMap(({ to }) => to.map(keyOf)),
  );
  return model.doors.flatMap(({ edge, label, clients, open, to, toKind }) => {
    const lost = toKind === "address" ? to : to.filter(({ at }) => at === "unresolved");
    const used = open.answer !== "no" || ledTo.has(edge.urn);
    if (!used || model.workloads.length === 0 || lost.length === 0) return [];
    const outside = lost.every(({ at }) => at === "outside");
    const [summary, fix] =
      toKind === "address"
        ? [`${capitalised(label)} leads to ${addressOf(lost)}, and what listens there is not followed.`, followable]
        : [`Where ${label} leads cannot be told from the plan.`, "Give the target's own arn or id output."];
    return [
      unproven(outside ? maybeOutside : maybe, { rule: name, edge, way: [clients ?? "internet", label], summary, fix }),
    ];
  });
}

const followable = "Let it lead to a load balancer in front of the proxy instead of an address.";

function addressOf([target]: Reference): string {
  return (target === undefined ? undefined : keyOf(target)) ?? "an address";
}

function taskSettings({ model }: View): Finding[] {
  return [...model.taskDefinitions.values()].flatMap(({ key, name: definition, notFollowed }) =>
    notFollowed.map((part) =>
      unproven(maybe, {
        rule: name,
        edge: { urn: key, part },
        way: [],
        summary: `Task definition ${definition} sets ${part}, which can open a way past the proxy and is not followed.`,
        fix: `Remove ${part}.`,
      }),
    ),
  );
}

/** Task sets of a service that are none of the stack's: whoever deploys makes them, with a network of their own. */
function taskSetsElsewhere({ model }: View): Finding[] {
  const seen = new Set(model.workloads.flatMap(({ service }) => (service ?? []).map(keyOf)));
  return model.servicesOfTaskSets
    .filter(({ urn }) => !seen.has(urn))
    .map((edge) =>
      unproven(maybeOutside, {
        rule: name,
        edge,
        way: [],
        summary: `Service ${nameOf(edge.urn)} gets its task sets outside of this stack, and who reaches their containers cannot be seen.`,
        fix: "Make its task sets in this stack, or let ECS deploy the service.",
      }),
    );
}
