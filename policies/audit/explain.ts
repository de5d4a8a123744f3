import type { Configuration } from "../configuration";
import { evaluate } from "../evaluate";
import type { Resource } from "../model/resource";
import type { MergedFinding } from "../rules/merge";
import { Contacts } from "./contacts";
import { mergeStacks } from "./merge";
import { type Snapshot, stackOf } from "./snapshot";

export interface AuditFinding extends MergedFinding {
  /** Stack of the edge to change, "project/stack"; undefined for what concerns no single resource. */
  stack: string | undefined;
  file: string | undefined;
  line: number | undefined;
  /** The stack alone does not show it. */
  acrossStacks: boolean;
  /** For a finding across stacks: the resources of other stacks that the edge meets. */
  meets: readonly string[];
}

interface Around {
  configuration: Configuration;
  today: string;
  progress: (line: string) => void;
}

/** Says of each finding where it is written, and whether its stack alone would have shown it. */
export class Explainer {
  private readonly byStack: ReadonlyMap<string, Snapshot>;
  private readonly alone = new Map<Snapshot, ReadonlySet<string>>();
  private contacts: Contacts | undefined;

  constructor(
    private readonly resources: readonly Resource[],
    snapshots: readonly Snapshot[],
    private readonly around: Around,
  ) {
    this.byStack = new Map(snapshots.flatMap((snapshot) => snapshot.stacks.map((stack) => [stack, snapshot])));
  }

  explain(finding: MergedFinding): AuditFinding {
    const { urn } = finding.edge;
    const stack = urn.startsWith("urn:pulumi:") ? stackOf(urn) : undefined;
    const snapshot = this.byStack.get(stack ?? "");
    const acrossStacks = snapshot !== undefined && !this.foundAlone(snapshot).has(keyOf(finding));
    return {
      ...finding,
      stack,
      file: snapshot?.file,
      line: snapshot?.lines.get(urn),
      acrossStacks,
      meets: acrossStacks ? this.meets(urn) : [],
    };
  }

  private foundAlone(snapshot: Snapshot): ReadonlySet<string> {
    const known = this.alone.get(snapshot);
    if (known !== undefined) return known;
    const { configuration, today, progress } = this.around;
    progress(`looking at ${snapshot.stacks.join(", ")} alone`);
    const { findings } = evaluate(mergeStacks([snapshot]), configuration, { today });
    const keys = new Set(findings.map(keyOf));
    this.alone.set(snapshot, keys);
    return keys;
  }

  private meets(urn: string): string[] {
    this.contacts ??= new Contacts(this.resources);
    return this.contacts.elsewhere(urn);
  }
}

/** Equal for a finding to which the stack alone leads as well; one that is only a doubt there is another. */
const keyOf = ({ rule, verdict, edge }: MergedFinding): string => `${rule} ${verdict} ${edge.urn} ${edge.part ?? ""}`;
