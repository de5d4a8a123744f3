import type { IgnoredChange } from "../model/ignoredChanges";
import type { SecurityGroup } from "../model/nodes";
import { keyOf } from "../model/reference";
import { nameOf } from "../model/resource";
import { allOf, anyOf, maybe, maybeOutside } from "../values/decision";
import type { View } from "../view";
import { type Finding, given, judge, type Rule, unproven, violation } from "./rule";

const name = "declared-rules-are-the-real-ones";

/** A proof about what a program declares is worth nothing where the program says that something else is deployed. */
export const declaredRulesAreTheRealOnes: Rule = {
  name,
  level: "mandatory",
  what: "What decides about a way is deployed as declared: no group has both inline rules and rules of their own, and `ignoreChanges` covers none of it.",
  why: "Inline rules and rules of their own overwrite each other, and an ignored property is not what the program says.",
  fix: "Make every rule an `aws.vpc.SecurityGroupIngressRule` and leave `ingress` out; take the property out of `ignoreChanges`.",
  check: (view) => {
    if (view.model.workloads.length === 0 && view.model.taskDefinitions.size === 0) return [];
    const groups = decisiveGroups(view);
    return [...[...groups.values()].flatMap(mixedRules), ...ignored(view, groups)];
  },
};

/** The groups that tasks or load balancers hold: what other groups admit opens no way to a container. */
function decisiveGroups({ model }: View): Map<string, SecurityGroup> {
  const holders = [...model.workloads, ...model.loadBalancers.values()];
  const held = holders.flatMap(({ securityGroups }) =>
    securityGroups.state === "known" ? securityGroups.value.flat() : [],
  );
  const groups = held.flatMap((target) => model.securityGroups.get(keyOf(target) ?? "") ?? []);
  return new Map(groups.map((group) => [group.key, group]));
}

function mixedRules({ key, name: group, inline, rules }: SecurityGroup): Finding[] {
  const standalone = rules.filter(({ edge }) => edge.urn !== key);
  const [first] = standalone;
  if (first === undefined) return [];
  return judge(
    allOf([inline, anyOf(standalone.map(({ certain }) => given(certain)))]),
    {
      rule: name,
      edge: { urn: key, part: "ingress" },
      way: [],
      summary: `Security group ${group} declares ingress inline and ${nameOf(first.edge.urn)} adds a rule to it: each deployment of one removes what the other made.`,
      fix: "Leave ingress out (an empty list removes rules too), and make every rule an aws.vpc.SecurityGroupIngressRule.",
    },
    {
      summary: `It is not proven that security group ${group} does not declare ingress inline while ${nameOf(first.edge.urn)} adds a rule to it.`,
    },
  );
}

function ignored({ model }: View, groups: ReadonlyMap<string, SecurityGroup>): Finding[] {
  const rules = [...groups.values()].flatMap((group) => group.rules);
  const ofRules = new Set(rules.map(({ edge }) => edge.urn));
  const lists = new Set(
    rules.flatMap(({ sources }) =>
      sources.flatMap((source) => (source.kind === "prefixList" ? source.reference.map(keyOf) : [])),
    ),
  );
  const decides = ({ kind, edge: { urn } }: IgnoredChange): boolean => {
    if (kind === "securityGroup") return groups.has(urn);
    if (kind === "securityGroupRule") return ofRules.has(urn);
    if (kind === "prefixList") return lists.has(urn);
    // What ECS does to it, the service says: its target groups are followed from there.
    if (kind === "listener" || kind === "listenerRule") return !model.isMovedByService(urn);
    return kind !== "prefixListEntry" || lists.size > 0;
  };
  return model.ignoredChanges.filter(decides).map(ignoredFinding);
}

function ignoredFinding({ edge, path, by }: IgnoredChange): Finding {
  const covers = `ignoreChanges of ${nameOf(edge.urn)} covers ${path}`;
  if (by === "anyone") {
    return violation({
      rule: name,
      edge,
      way: [],
      summary: `${covers}, so what is deployed there is not what the program declares.`,
      fix: `Take ${path} out of ignoreChanges, or narrow it to properties that open no way.`,
    });
  }
  return unproven(by === "controller" ? maybeOutside : maybe, {
    rule: name,
    edge,
    way: [],
    summary: `${covers}, which leaves to deployments outside of this program what containers run and who reaches them.`,
    fix: `Take ${path} out of ignoreChanges, or accept what the deployments do with a waiver.`,
  });
}
