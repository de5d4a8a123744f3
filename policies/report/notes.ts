import { disabledRules } from "../configuration/applyLevels";
import { keyOf } from "../model/reference";
import { notesAboutPlainHttp } from "../rules/publicPlainHttpOnlyRedirects";
import type { View, ViewedWorkload } from "../view";

/** What stops nothing, and whoever reads the report should know. */
export interface Note {
  /** Empty where it is about the run itself. */
  urn: string;
  text: string;
}

/** The notes of a run: what is switched off, what stands on security groups alone, and what nobody can close from here. */
export function notesOf(view: View): Note[] {
  return [
    ...ofConfiguration(view),
    ...view.workloads.flatMap((viewed) => [...aboutPublicAddress(viewed), ...aboutBridge(view, viewed)]),
    ...notesAboutPlainHttp(view),
  ];
}

function ofConfiguration({ configuration }: View): Note[] {
  const disabled = disabledRules(configuration.levels);
  return disabled.length === 0 ? [] : [{ urn: "", text: `disabled rules: ${disabled.join(", ")}` }];
}

function aboutPublicAddress({ workload }: ViewedWorkload): Note[] {
  if (workload.publicAddress.answer === "no") return [];
  const has = workload.publicAddress.answer === "yes" ? "have" : "may have";
  return [
    {
      urn: workload.edge.urn,
      text: `Tasks of ${workload.title} ${has} a public address; their security groups are what closes it.`,
    },
  ];
}

/** Docker's bridge joins all containers of a host, whatever they publish, and no security group stands on it. */
function aboutBridge({ model }: View, { workload, tasks }: ViewedWorkload): Note[] {
  if (tasks.hasProxy.answer === "no") return [];
  const modes = (workload.taskDefinition ?? []).map(
    (target) => model.taskDefinitions.get(keyOf(target) ?? "")?.networkMode,
  );
  if (!modes.some((mode) => mode?.state === "known" && mode.value === "bridge")) return [];
  return [
    {
      urn: workload.edge.urn,
      text: `Tasks of ${workload.title} are on the bridge of their host: any other container there reaches the ports that they listen on, past the proxy and every security group.`,
    },
  ];
}
