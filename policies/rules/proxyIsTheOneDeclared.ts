import { goesByProxyName, runsProxyImage } from "../graph/proxyRole";
import type { Container, TaskDefinition } from "../model/nodes";
import { not } from "../values/decision";
import type { View } from "../view";
import { contradictions } from "./contractContradictions";
import { type Finding, judge, type Rule } from "./rule";

const name = "proxy-is-the-one-declared";

/** Everything else rests on which container is the proxy, so that may not rest on its name alone. */
export const proxyIsTheOneDeclared: Rule = {
  name,
  level: "mandatory",
  what: "A container with the proxy's name runs an image of `proxyImages`, and a ProxiedService's task is what the component declares.",
  why: "A name is free: under it an application could stand where the proof takes the proxy to be.",
  fix: "Run the proxy's image in that container, or declare the containers and ports that the task definition has.",
  check: (view) => [
    ...[...view.model.taskDefinitions.values()].flatMap((each) => checkImages(view, each)),
    ...contradictions(name, view),
  ],
};

function checkImages(view: View, definition: TaskDefinition): Finding[] {
  const { containers } = definition;
  if (containers.state !== "known") return [];
  const named = containers.value.filter((each) => goesByProxyName(each, view.configuration));
  return named.flatMap((container) => checkImage(view, definition, container));
}

function checkImage({ configuration }: View, definition: TaskDefinition, container: Container): Finding[] {
  return judge(
    not(runsProxyImage(container, configuration)),
    {
      rule: name,
      edge: { urn: definition.key, part: `containerDefinitions.${container.name}.image` },
      way: [],
      summary: `Container ${container.name} of task definition ${definition.name} has the proxy's name, and its image is none of proxyImages.`,
      fix: `Run an image of proxyImages in ${container.name}, or add its own to the policy's configuration.`,
    },
    {
      summary: `It is not proven that container ${container.name} of task definition ${definition.name} runs an image of proxyImages: its image is not known before the deployment.`,
      fix: `Give the image of ${container.name} as a plain value.`,
    },
  );
}
