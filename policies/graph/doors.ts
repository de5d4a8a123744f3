import type { Model } from "../model/model";
import type { Door } from "../model/nodes";
import { keyOf, type Reference } from "../model/reference";
import { allOf, type Decision, inEveryWorld, maybe, maybeOutside, no, yes } from "../values/decision";
import { type Graph, internet } from "./graph";

/** Ways in beside the public load balancers: what a door leads to is reached although it may be internal. */
export function addDoors(graph: Graph, model: Model): void {
  // Doors lead to doors, so all of them are there before the first is linked.
  for (const { edge, label, ...door } of model.doors) {
    graph.node({ id: doorId({ edge }), kind: "door", label, urn: edge.urn });
    if (door.clients !== undefined) graph.node({ id: door.clients, kind: "door", label: door.clients });
  }
  const named = new Set(model.doors.filter(leadsToOneDoor).flatMap(({ to }) => to.map(keyOf)));
  for (const door of model.doors) {
    for (const target of door.to) {
      const sink = keyOf(target);
      if (sink !== undefined && graph.nodes.has(sink))
        graph.link(doorId(door), sink, { certain: door.to.length === 1 });
    }
    enter(graph, door, model, named.has(door.edge.urn));
  }
}

const doorId = ({ edge }: Pick<Door, "edge">): string => `${edge.urn}${edge.part === undefined ? "" : ` ${edge.part}`}`;

const leadsToOneDoor = ({ to, toKind }: Door): boolean => toKind === "door" && to.length === 1;

/** Lets the clients of a door in. Whoever comes to a passage by a door of the stack is let in there. */
function enter(graph: Graph, door: Door, model: Model, named: boolean): void {
  const used = door.passage ? (named ? no : maybeOutside) : door.open;
  const open = allOf([used, callable(door.api, model)]);
  if (open.answer === "no") return;
  const from = door.clients ?? internet.id;
  const [target, ...others] = door.api ?? [];
  const api = target === undefined || others.length > 0 ? undefined : model.apis.get(keyOf(target) ?? "");
  if (api === undefined) {
    graph.doors.push({ nodes: [from, doorId(door)], open });
    return;
  }
  graph.node({ id: api.key, kind: "door", label: api.label, urn: api.key });
  graph.link(api.key, doorId(door));
  graph.doors.push({ nodes: [from, api.key, doorId(door)], open });
}

/** Whether the internet can call an API; one that is not part of the stack may be private. */
function callable(api: Reference | undefined, model: Model): Decision {
  if (api === undefined) return yes;
  return inEveryWorld(
    api.map((target) => model.apis.get(keyOf(target) ?? "")?.open ?? (target.at === "outside" ? maybeOutside : maybe)),
  );
}
