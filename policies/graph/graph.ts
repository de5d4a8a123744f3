import type { Decision } from "../values/decision";

export interface Node {
  id: string;
  kind: "internet" | "door" | "load balancer" | "listener" | "target group" | "public address" | "container";
  /** As it stands in a way: "target group web". */
  label: string;
  urn?: string;
}

export interface Link {
  from: string;
  to: string;
  /** What narrows the link: "rule 10", ":8080". */
  label: string;
  certain: boolean;
  /** Whether the doubt about an uncertain link rests on something outside of the stack. */
  outside: boolean;
  /** From the proxy to a container behind it. */
  throughProxy: boolean;
}

/** Where the internet enters: the nodes from the internet to the first one that decides. */
export interface Door {
  nodes: readonly string[];
  open: Decision;
}

export const internet: Node = { id: "internet", kind: "internet", label: "internet" };

/** The ways that traffic can take, from the internet to the containers. */
export class Graph {
  readonly nodes = new Map<string, Node>([[internet.id, internet]]);
  readonly doors: Door[] = [];
  private readonly links = new Map<string, Link[]>();

  node(node: Node): string {
    if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
    return node.id;
  }

  link(from: string, to: string, more: Partial<Omit<Link, "from" | "to">> = {}): void {
    const links = this.links.get(from) ?? [];
    this.links.set(from, links);
    links.push({ from, to, label: "", certain: true, outside: false, throughProxy: false, ...more });
  }

  /** Links that leave a node, in the order of the model, which is the order of URNs. */
  from(id: string): readonly Link[] {
    return this.links.get(id) ?? [];
  }

  allLinks(): Link[] {
    return [...this.links.keys()].sort().flatMap((from) => this.from(from));
  }
}
