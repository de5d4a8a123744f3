import { notYetModelled } from "../model/notYetModelled";
import { keyOf } from "../model/reference";
import { nameOf } from "../model/resource";
import { maybe, maybeOutside } from "../values/decision";
import type { View } from "../view";
import { type Finding, type Rule, unproven } from "./rule";

const name = "every-door-is-followed";

/** What this pack does not follow yet, it says. */
export const everyDoorIsFollowed: Rule = {
  name,
  level: "mandatory",
  what: "Nothing in the stack can open a way to a container that this pack does not follow yet.",
  why: "A way that is not looked at is not proven to be closed.",
  fix: "Move it to a stack without container services, or accept it by making the policy advisory for this stack.",
  check: (view) => [...types(view), ...settings(view), ...networkModes(view)],
};

function types({ model }: View): Finding[] {
  const protectsSomething = model.services.length > 0 || model.taskDefinitions.size > 0;
  return model.notYetModelled.flatMap(({ urn, type }) => {
    const entry = notYetModelled(type);
    if (entry === undefined) return [];
    return [
      unproven(entry.workload || protectsSomething ? maybe : maybeOutside, {
        rule: name,
        edge: { urn },
        way: [],
        summary: `${nameOf(urn)} (${type}) can open ${entry.opens}, and this pack does not follow it yet.`,
        fix: everyDoorIsFollowed.fix,
      }),
    ];
  });
}

function settings({ model }: View): Finding[] {
  return model.services.flatMap((service) =>
    service.notFollowed.map((part) =>
      unproven(maybe, {
        rule: name,
        edge: { urn: service.key, part },
        way: [],
        summary: `Service ${service.name} sets ${part}, which can open a way past the proxy and is not followed yet.`,
        fix: `Remove ${part}, or reach the service through its load balancer.`,
      }),
    ),
  );
}

/** Outside of awsvpc a container's port is a port of its host, behind the host's security groups. */
function networkModes({ model }: View): Finding[] {
  return model.services.flatMap((service) => {
    const keys = (service.taskDefinition ?? []).map((target) => keyOf(target) ?? "");
    const definitions = keys.flatMap((key) => model.taskDefinitions.get(key) ?? []);
    return definitions
      .filter(({ networkMode }) => networkMode.state !== "known" || networkMode.value !== "awsvpc")
      .map(({ key, networkMode }) =>
        unproven(maybe, {
          rule: name,
          edge: { urn: key, part: "networkMode" },
          way: [],
          summary: `Service ${service.name} runs in network mode ${
            networkMode.state === "known" ? networkMode.value : "not known yet"
          }: its ports are ports of the host, which are not followed yet.`,
          fix: 'Set networkMode to "awsvpc".',
        }),
      );
  });
}
