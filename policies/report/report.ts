import type { Evaluation } from "../evaluate";
import { containerId, listContainers } from "../graph/build";
import { keyOf } from "../model/reference";
import type { MergedFinding } from "../rules/merge";
import type { View, ViewedWorkload } from "../view";
import type { Waiver } from "../waivers/waiver";
import { messageOf } from "./message";
import { type Note, notesOf } from "./notes";

/** What the pack writes to the file that GATEHOUSE_REPORT names: the whole answer, for a program to read. */
export interface Report {
  version: 1;
  phase: "preview" | "update";
  /** Violations and unproven are those that stand; `waived` are those that somebody answers for. */
  counts: { violations: number; unproven: number; notes: number; waived: number };
  findings: ReportedFinding[];
  notes: Note[];
  containers: ReportedContainer[];
  graph: ReportedGraph;
}

export interface ReportedFinding {
  rule: string;
  verdict: "violation" | "unproven";
  level: "mandatory" | "advisory";
  urn: string;
  way: string[];
  summary: string;
  fix: string;
  message: string;
  /** In force: the finding stops nothing until the waiver expires. */
  waived?: ReportedWaiver;
  /** No longer in force: the finding stands. */
  expired?: ReportedWaiver;
}

export interface ReportedWaiver {
  /** The last day, in UTC: "2027-01-31". */
  expires: string;
  owner: string;
  reason: string;
}

export interface ReportedContainer {
  /** URN of the ECS service. */
  service: string;
  /** URN of the task definition, or the literal that the service names; empty when neither is known. */
  task: string;
  container: string;
  /** The only port that it declares or that is registered for it. */
  port?: number;
  role: "proxy" | "application" | "unknown";
  /** Ways from the internet, one a door; those of an application lead through its proxy, or should have. */
  ways: { hops: string[]; state: "open" | "may" }[];
}

export interface ReportedGraph {
  nodes: { id: string; kind: string; label: string; urn?: string }[];
  edges: { from: string; to: string; label: string; certainty: "must" | "may"; throughProxy: boolean }[];
}

export function reportOf({ findings, view }: Pick<Evaluation, "findings" | "view">, phase: Report["phase"]): Report {
  const reported = findings.map(reportFinding);
  const notes = view === undefined ? [] : notesOf(view);
  const standing = reported.filter(({ waived }) => waived === undefined);
  const count = (verdict: ReportedFinding["verdict"]) => standing.filter((each) => each.verdict === verdict).length;
  return {
    version: 1,
    phase,
    counts: {
      violations: count("violation"),
      unproven: count("unproven"),
      notes: notes.length,
      waived: reported.length - standing.length,
    },
    findings: reported,
    notes,
    containers: view === undefined ? [] : view.workloads.flatMap((viewed) => containersOf(view, viewed)),
    graph: view === undefined ? { nodes: [], edges: [] } : graphOf(view),
  };
}

function reportFinding(finding: MergedFinding): ReportedFinding {
  const { rule, verdict, level, edge, way, summary, fix, waiver, expired } = finding;
  return {
    ...{ rule, verdict, level, urn: edge.urn, way: [...way], summary, fix, message: messageOf(finding) },
    ...(waiver === undefined ? {} : { waived: reportWaiver(waiver) }),
    ...(expired === undefined ? {} : { expired: reportWaiver(expired) }),
  };
}

function reportWaiver({ expires, owner, reason }: Waiver): ReportedWaiver {
  return { expires, owner, reason };
}

function containersOf(view: View, { workload, tasks }: ViewedWorkload): ReportedContainer[] {
  const [definition] = workload.taskDefinition ?? [];
  const task = definition === undefined ? "" : (keyOf(definition) ?? "");
  return listContainers(workload, tasks).map(({ name, port }) => ({
    service: workload.edge.urn,
    task,
    container: name,
    ...(port === undefined ? {} : { port }),
    role: roleOf(name, tasks),
    ways: view.ways.to(containerId(workload, name)).map(({ hops, state }) => ({ hops: [...hops], state })),
  }));
}

function roleOf(name: string, tasks: ViewedWorkload["tasks"]): ReportedContainer["role"] {
  if (tasks.proxies.includes(name)) return tasks.hasProxy.answer === "yes" ? "proxy" : "unknown";
  return tasks.containers.state === "known" ? "application" : "unknown";
}

function graphOf({ graph }: View): ReportedGraph {
  const doors = graph.doors.map(({ nodes: [from = "", to = ""], open }) => ({
    from,
    to,
    label: "",
    certainty: open.answer === "yes" ? ("must" as const) : ("may" as const),
    throughProxy: false,
  }));
  const links = graph.allLinks().map(({ from, to, label, certain, throughProxy }) => ({
    from,
    to,
    label,
    certainty: certain ? ("must" as const) : ("may" as const),
    throughProxy,
  }));
  const nodes = [...graph.nodes.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { nodes: nodes.map((node) => ({ ...node })), edges: distinct([...doors, ...links]) };
}

/** Several listeners of a load balancer make the same first edge; the most certain one stands for them. */
function distinct(edges: ReportedGraph["edges"]): ReportedGraph["edges"] {
  const byEnds = new Map<string, ReportedGraph["edges"][number]>();
  for (const edge of edges) {
    const key = `${edge.from} ${edge.to} ${edge.label}`;
    const other = byEnds.get(key);
    if (other === undefined || (other.certainty === "may" && edge.certainty === "must")) byEnds.set(key, edge);
  }
  return [...byEnds.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, edge]) => edge);
}
