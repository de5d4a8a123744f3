import type { Plan, PlannedResource } from "../engine/plan";

/** One line of the tree: its branches, the resource's name and its type in short. */
export interface TreeLine {
  branches: string;
  name: string;
  type: string;
}

/** `aws:ec2/vpc:Vpc` → `aws.ec2.Vpc`, `gatehouse:index:Network` → `gatehouse.Network`. */
export function shortType(type: string): string {
  const [pkg = "", module = "", name = ""] = type.split(":");
  const folder = module.split("/")[0] ?? "";
  return [pkg, folder === "index" ? "" : folder, name].filter((part) => part !== "").join(".");
}

/**
 * The resources as a tree, each below its parent; siblings by type and then by name, so that two previews of one program
 * read the same. Providers are left out: they are how, not what.
 */
export function tree(plan: Plan): TreeLine[] {
  const shown = plan.resources.filter(({ type }) => !type.startsWith("pulumi:providers:"));
  const urns = new Set(shown.map(({ urn }) => urn));
  const children = new Map<string, PlannedResource[]>();
  for (const resource of shown) {
    const parent = urns.has(resource.parent) ? resource.parent : "";
    children.set(parent, [...(children.get(parent) ?? []), resource]);
  }
  return below("", children, "", true);
}

function below(urn: string, children: Map<string, PlannedResource[]>, branches: string, root = false): TreeLine[] {
  const siblings = [...(children.get(urn) ?? [])].sort(byTypeAndName);
  return siblings.flatMap((resource, n) => {
    const last = n === siblings.length - 1;
    const line = {
      branches: root ? "" : `${branches}${last ? "└─ " : "├─ "}`,
      name: resource.name,
      type: resource.type,
    };
    const inner = root ? "" : `${branches}${last ? "   " : "│  "}`;
    return [{ ...line, type: shortType(resource.type) }, ...below(resource.urn, children, inner)];
  });
}

function byTypeAndName(a: PlannedResource, b: PlannedResource): number {
  const [left, right] = [`${a.type} ${a.name}`, `${b.type} ${b.name}`];
  return left < right ? -1 : left > right ? 1 : 0;
}
