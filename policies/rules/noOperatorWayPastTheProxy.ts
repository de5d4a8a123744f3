import type { OperatorAccess } from "../model/nodes";
import { keyOf } from "../model/reference";
import { allOf } from "../values/decision";
import type { View, ViewedWorkload } from "../view";
import { type Finding, judge, type Rule } from "./rule";

const name = "no-operator-way-past-the-proxy";

/** People with the right in IAM need it now and then, so it is told, and stops nothing. */
export const noOperatorWayPastTheProxy: Rule = {
  name,
  level: "advisory",
  what: "Tasks that have a proxy run without ECS Exec.",
  why: "Whoever may open a session in a task, or forward a port to it, talks to the application without the proxy.",
  fix: "Set enableExecuteCommand to false, or waive this while somebody needs it.",
  check: (view) => view.model.operatorAccess.flatMap((access) => checkAccess(view, access)),
};

function checkAccess(view: View, access: OperatorAccess): Finding[] {
  return view.workloads
    .filter((viewed) => concerns(access, viewed))
    .flatMap(({ workload, tasks }) =>
      judge(
        allOf([access.allowed, tasks.hasProxy]),
        {
          rule: name,
          edge: access.edge,
          way: ["operator", "ECS Exec", `any container of ${workload.name}`],
          skips: tasks.proxyLabel,
          summary: `Operators may open a session in the tasks of ${workload.title}, or forward a port to them, past the proxy ${tasks.proxyLabel}.`,
          fix: noOperatorWayPastTheProxy.fix,
        },
        { summary: `It is not proven that operators open no session in the tasks of ${workload.title}.` },
      ),
    );
}

/** A task set runs with what its service allows. */
function concerns({ of }: OperatorAccess, { workload }: ViewedWorkload): boolean {
  return workload.key === of || (workload.service ?? []).some((target) => keyOf(target) === of);
}
