import { isProxy } from "../graph/proxyRole";
import { namesInDependsOn, startsAfterHealthy } from "../graph/startOrder";
import type { Container, TaskDefinition } from "../model/nodes";
import { allOf, anyOf, type Decision, no, not } from "../values/decision";
import type { View } from "../view";
import { type Finding, judge, type Rule } from "./rule";

const name = "proxy-starts-after-a-healthy-application";

/** The order in which a task starts opens no way, but it decides whether there is a gate, and something behind it. */
export const proxyStartsAfterAHealthyApplication: Rule = {
  name,
  level: "advisory",
  what: "A proxy container is essential, and waits with `dependsOn` until an application that has a health check is healthy.",
  why: "A task would go on without its proxy, or get requests before its application can answer them.",
  fix: 'Set `essential: true` and `dependsOn: [{ containerName: "app", condition: "HEALTHY" }]`, and give app a healthCheck.',
  check: (view) => [...view.model.taskDefinitions.values()].flatMap((each) => checkDefinition(view, each)),
};

/** Something wrong about the start of a proxy. */
interface Fault {
  bad: Decision;
  clause: string;
  fix: string;
}

function checkDefinition({ configuration }: View, { key, name: definition, containers }: TaskDefinition): Finding[] {
  if (containers.state !== "known") return [];
  const all = containers.value;
  const roles = all.map((container) => ({ container, proxy: isProxy(container, configuration) }));
  const applications = roles.filter(({ proxy }) => proxy.answer === "no").map(({ container }) => container);
  const faults = roles.flatMap(({ container, proxy }) =>
    [notEssential(container), tooEarly(container, applications, all)]
      .map((fault) => ({ ...fault, bad: allOf([proxy, fault.bad]) }))
      .filter(({ bad }) => bad.answer !== "no"),
  );
  const clauses = faults.map(({ clause }) => clause).join(", and ");
  return judge(
    anyOf(faults.map(({ bad }) => bad)),
    {
      rule: name,
      edge: { urn: key, part: "containerDefinitions" },
      way: [],
      summary: `In task definition ${definition} ${clauses}.`,
      fix: faults.map(({ fix }) => fix).join(" "),
    },
    { summary: `It is not proven of task definition ${definition} that not this is so: ${clauses}.` },
  );
}

function notEssential(proxy: Container): Fault {
  return {
    bad: not(proxy.essential),
    clause: `${proxy.name} is not essential, so that the task goes on when its proxy ends`,
    fix: `Set essential to true on ${proxy.name}.`,
  };
}

function tooEarly(proxy: Container, applications: readonly Container[], all: readonly Container[]): Fault {
  const waitedFor = applications.filter((each) => canBeWaitedFor(each, proxy));
  const [first] = waitedFor;
  const started = waitedFor.map((each) => startsAfterHealthy(proxy, each, all));
  if (first === undefined) return { bad: no, clause: "", fix: "" };
  const unchecked = waitedFor.find((each) => namesInDependsOn(proxy, each, "HEALTHY"));
  if (unchecked !== undefined) {
    const clause = `${proxy.name} waits until ${unchecked.name} is healthy, which has no healthCheck`;
    return { bad: not(anyOf(started)), clause, fix: `Give ${unchecked.name} a healthCheck.` };
  }
  return {
    bad: not(anyOf(started)),
    clause: `${proxy.name} does not wait until ${first.name} is healthy`,
    fix: `Let ${proxy.name} depend on ${first.name} with condition HEALTHY, and give ${first.name} a healthCheck.`,
  };
}

/** What ends by itself, carries logs or starts after the proxy is not what the proxy is there for. */
function canBeWaitedFor(container: Container, proxy: Container): boolean {
  return container.essential.answer !== "no" && !container.isLogRouter && !namesInDependsOn(container, proxy);
}
