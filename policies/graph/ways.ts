import type { Door, Graph, Link } from "./graph";

/** One way from the internet to a node. */
export interface Way {
  hops: readonly string[];
  /** "open" is there in every world that the plan allows, "may" in some. */
  state: "open" | "may";
  /** Whether what is not known about it lies outside of the stack. */
  outside: boolean;
}

/** The shortest way through each door to each node; one that is certain comes before a shorter one that is not. */
export class Ways {
  private readonly found = new Map<string, Way[]>();

  constructor(private readonly graph: Graph) {
    for (const door of distinct(graph.doors)) this.explore(door);
    for (const ways of this.found.values()) ways.sort(byCertaintyAndLength);
  }

  /** All ways to a node, the most certain and shortest first. */
  to(id: string): readonly Way[] {
    return this.found.get(id) ?? [];
  }

  private explore(door: Door): void {
    const start = door.nodes.at(-1) ?? "";
    const certain = this.search(start, true);
    const possible = this.search(start, false);
    for (const [id] of possible) {
      const path = this.path(start, id, certain.has(id) ? certain : possible);
      const uncertain = path.filter((link) => !link.certain);
      const doorInDoubt = door.open.answer === "maybe";
      const outside = uncertain.every((link) => link.outside) && (door.open.answer !== "maybe" || door.open.outside);
      const ways = this.found.get(id) ?? [];
      this.found.set(id, ways);
      const state = doorInDoubt || uncertain.length > 0 ? "may" : "open";
      ways.push({ hops: this.hops(door, path), state, outside: state === "may" && outside });
    }
  }

  /** Breadth first: the link by which each node is first reached. */
  private search(start: string, certainOnly: boolean): Map<string, Link | undefined> {
    const reached = new Map<string, Link | undefined>([[start, undefined]]);
    const queue = [start];
    for (let head = 0; head < queue.length; head++) {
      for (const link of this.graph.from(queue[head] ?? "")) {
        if ((certainOnly && !link.certain) || reached.has(link.to)) continue;
        reached.set(link.to, link);
        queue.push(link.to);
      }
    }
    return reached;
  }

  private path(start: string, id: string, reached: ReadonlyMap<string, Link | undefined>): Link[] {
    const links: Link[] = [];
    for (let at = id; at !== start; ) {
      const link = reached.get(at);
      if (link === undefined) break;
      links.unshift(link);
      at = link.from;
    }
    return links;
  }

  private hops(door: Door, path: readonly Link[]): string[] {
    const ids = [...door.nodes, ...path.map((link) => link.to)];
    return ids.map((id, index) => {
      const node = this.graph.nodes.get(id);
      const taken = path[index - door.nodes.length + 1];
      // A rule is a part of its listener, not a hop of its own.
      const rule = node?.kind === "listener" && taken?.label ? ` ${taken.label}` : "";
      return `${node?.label ?? id}${rule}`;
    });
  }
}

/** Doors through the same nodes are one door, as open as the most open of them. */
function distinct(doors: readonly Door[]): Door[] {
  const rank = ({ open }: Door) => (open.answer === "yes" ? 0 : open.answer === "maybe" && !open.outside ? 1 : 2);
  const byNodes = new Map<string, Door>();
  for (const door of doors) {
    const key = door.nodes.join(" ");
    const other = byNodes.get(key);
    if (other === undefined || rank(door) < rank(other)) byNodes.set(key, door);
  }
  return [...byNodes.values()];
}

/** The most certain first, then the shortest. */
export function byCertaintyAndLength(a: Way, b: Way): number {
  if (a.state !== b.state) return a.state === "open" ? -1 : 1;
  // A doubt that this stack can settle weighs more than one that lies outside.
  if (a.outside !== b.outside) return a.outside ? 1 : -1;
  if (a.hops.length !== b.hops.length) return a.hops.length - b.hops.length;
  const [one, other] = [a.hops.join(), b.hops.join()];
  return one < other ? -1 : one > other ? 1 : 0;
}
