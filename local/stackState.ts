import { type Entrance, readEntrance } from "./entrance";
import { inputFailure } from "./failure";
import { arnOf, isRecord, logicalName, missing, type StateResource } from "./stateResource";
import { type Container, readContainers } from "./taskDefinition";

/** How an image of the task is built; paths are relative to the project folder. */
export interface ImageBuild {
  context: string;
  dockerfile: string;
  arguments: Record<string, string>;
}

/** The task that the stack puts behind its load balancer, read from the stack's own resources. */
export interface StackTask {
  /** Logical name of the ECS service. */
  service: string;
  containers: Container[];
  /** Image name → how the stack builds it. */
  images: Map<string, ImageBuild>;
  entrance: Entrance;
}

/**
 * Finds the ECS service of an exported stack, its task definition, its images and the listener in front of it.
 *
 * @param service logical name; needed only where the stack has more than one service
 * @throws LocalFailure when the stack has no such service, or one without a load balancer.
 * @example findTask(deployment.resources).entrance.target.port // → 8080
 */
export function findTask(resources: StateResource[], service?: string): StackTask {
  const found = oneService(resources, service);
  const definition = resources.find(
    (one) => one.type === "aws:ecs/taskDefinition:TaskDefinition" && refersTo(found, "taskDefinition", one),
  );
  if (!definition)
    throw missing(found, "taskDefinition", found.inputs?.taskDefinition, "a task definition of this stack");
  return {
    service: logicalName(found.urn),
    containers: readContainers(definition.urn, definition.inputs?.containerDefinitions),
    images: imageBuilds(resources),
    entrance: readEntrance(resources, found),
  };
}

function oneService(resources: StateResource[], name: string | undefined): StateResource {
  const services = resources.filter((one) => one.type === "aws:ecs/service:Service");
  const chosen = name === undefined ? services : services.filter((one) => logicalName(one.urn) === name);
  const [first] = chosen;
  if (first && chosen.length === 1) return first;
  throw inputFailure([
    {
      where: "--service",
      given: name ?? "nothing",
      legal: services.map((one) => logicalName(one.urn)).join(", ") || "a stack with an ECS service; this one has none",
      fix: "name one of these",
    },
  ]);
}

function imageBuilds(resources: StateResource[]): Map<string, ImageBuild> {
  const builds = new Map<string, ImageBuild>();
  for (const { type, inputs } of resources) {
    if (type !== "docker:index/image:Image" || !isRecord(inputs?.build)) continue;
    const { context, dockerfile, args } = inputs.build;
    const folder = typeof context === "string" ? context : ".";
    builds.set(String(inputs.imageName), {
      context: folder,
      dockerfile: typeof dockerfile === "string" ? dockerfile : `${folder}/Dockerfile`,
      arguments: isRecord(args) ? Object.fromEntries(Object.entries(args).map(([k, v]) => [k, String(v)])) : {},
    });
  }
  return builds;
}

function refersTo(from: StateResource, property: string, to: StateResource): boolean {
  const value = from.inputs?.[property];
  return value === to.id || value === arnOf(to) || (from.propertyDependencies?.[property] ?? []).includes(to.urn);
}
