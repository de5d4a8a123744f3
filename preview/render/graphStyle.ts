import type { Graph, Report } from "../report";

export type NodeStyle = "internet" | "proxy" | "application" | "other";

type Node = Graph["nodes"][number];
type Edge = Graph["edges"][number];

/** A node as both pictures draw it: under a short name, in the colour of its role. */
export interface DrawnNode {
  id: string;
  label: string;
  style: NodeStyle;
}

export interface DrawnEdge {
  from: string;
  to: string;
  label: string;
  /** It may or may not exist. */
  dashed: boolean;
  /** It reaches an application past its proxy, or is the last hop of a violation. */
  violation: boolean;
}

/** The report's graph, with what a picture needs to know of each node and edge. */
export function drawn(report: Report): { nodes: DrawnNode[]; edges: DrawnEdge[] } {
  const { graph } = report;
  const nodes = new Map(
    graph.nodes.map((node, n) => [node.id, { id: `n${n}`, label: node.label, style: styleOf(node, report) }]),
  );
  const edges = graph.edges.flatMap((edge) => {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
    return from && to ? [drawEdge(edge, from, to, report)] : [];
  });
  return { nodes: [...nodes.values()], edges };
}

function drawEdge(edge: Edge, from: DrawnNode, to: DrawnNode, report: Report): DrawnEdge {
  const past = to.style === "application" && !edge.throughProxy;
  const found = report.findings.some(({ verdict, way }) => verdict === "violation" && endsWith(way, from, to));
  return { from: from.id, to: to.id, label: edge.label, dashed: edge.certainty === "may", violation: past || found };
}

/** A hop is a node's label, with more words where the edge has a label of its own. */
function endsWith(way: string[], from: DrawnNode, to: DrawnNode): boolean {
  const is = (hop: string | undefined, { label }: DrawnNode) => hop === label || hop?.startsWith(`${label} `) === true;
  return way.length >= 2 && is(way.at(-2), from) && is(way.at(-1), to);
}

/** The graph calls every container a container; which one is the proxy is said where the containers are listed. */
function styleOf(node: Node, report: Report): NodeStyle {
  if (node.kind === "internet") return "internet";
  const container = report.containers.find(({ service, container }) => node.id === `${service}#${container}`);
  return container && container.role !== "unknown" ? container.role : "other";
}
