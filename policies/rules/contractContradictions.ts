import type { Container, Contract } from "../model/nodes";
import { isSubset } from "../values/intervals";
import { port, showPorts } from "../values/ports";
import type { Value } from "../values/value";
import type { View } from "../view";
import { type Finding, violation } from "./rule";

/**
 * What components declare, held against the task definitions that they made. A declaration never proves anything: it can
 * only be wrong, and where it is not known, or its definition is not, there is nothing to hold.
 */
export function contradictions(rule: string, { model }: View): Finding[] {
  return model.contracts.flatMap((contract) => {
    const definition = model.taskDefinitions.get(definitionOf(contract));
    if (definition?.containers.state !== "known") return [];
    return contradicted(contract, definition.containers.value).map(({ part, clause }) =>
      violation({
        rule,
        edge: { urn: contract.edge.urn, part },
        way: [],
        summary: `ProxiedService ${contract.name} declares ${clause} in its task definition ${definition.name}.`,
        fix: "Undo what changes the component's task definition: a transformation, or containers that were added by hand.",
      }),
    );
  });
}

/** The component gives its task definition its own name; the URN tells that it is the parent. */
function definitionOf({ edge: { urn } }: Contract): string {
  const end = urn.lastIndexOf("::");
  return `${urn.slice(0, end)}$aws:ecs/taskDefinition:TaskDefinition${urn.slice(end)}`;
}

interface Contradiction {
  part: string;
  /** "nginx as its proxy, and there is no such container". */
  clause: string;
}

function contradicted(contract: Contract, containers: readonly Container[]): Contradiction[] {
  const { proxyContainer, proxyPort, applicationContainer, applicationPort } = contract;
  const proxy = find(containers, proxyContainer);
  const application = find(containers, applicationContainer);
  return [
    ...missing("proxyContainer", "proxy", proxyContainer, proxy),
    ...missing("applicationContainer", "application", applicationContainer, application),
    ...(proxyPort.state === "known" && proxy !== undefined ? otherPort("proxyPort", proxy, proxyPort.value) : []),
    ...(applicationPort.state === "known" ? taken(containers, applicationContainer, applicationPort.value) : []),
  ];
}

function find(containers: readonly Container[], name: Value<string>): Container | undefined {
  return name.state === "known" ? containers.find((each) => each.name === name.value) : undefined;
}

function missing(part: string, role: string, name: Value<string>, found: Container | undefined): Contradiction[] {
  if (name.state !== "known" || found !== undefined) return [];
  return [{ part, clause: `container ${name.value} as its ${role}, and there is none of that name` }];
}

function otherPort(part: string, { name, ports }: Container, declared: number): Contradiction[] {
  if (isSubset(port(declared), ports)) return [];
  return [{ part, clause: `port ${declared} for ${name}, which maps ${showPorts(ports)}` }];
}

/** The application's port need not be mapped, as nothing but the proxy uses it; another container may not have it. */
function taken(containers: readonly Container[], application: Value<string>, declared: number): Contradiction[] {
  if (application.state !== "known") return [];
  const owner = containers.find(({ name, ports }) => name !== application.value && isSubset(port(declared), ports));
  if (owner === undefined) return [];
  return [{ part: "applicationPort", clause: `port ${declared} for its application, which ${owner.name} maps` }];
}
