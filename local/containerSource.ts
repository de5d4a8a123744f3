import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../nginx";
import { type ImageDefaults, readDockerfile } from "./dockerfile";
import { inputFailure } from "./failure";
import { type ImageKind, imageKind, supportedBases } from "./imageKind";
import type { StackTask } from "./stackState";
import type { Container } from "./taskDefinition";

/** A container of the task with what its image is made from. */
export interface ContainerSource {
  container: Container;
  kind: ImageKind;
  image: ImageDefaults;
  /** Absolute path of the build context. */
  context: string;
  /** Values of the container's secrets. */
  secrets: Record<string, string>;
}

/**
 * Finds out for every container what this machine runs in its place.
 *
 * @param projectDir absolute path of the folder that the build contexts are relative to
 * @param environment where the values of secrets come from: under ECS's own variable names
 * @throws LocalFailure with every container that cannot be run here, and why
 */
export function containerSources(
  task: StackTask,
  containers: Container[],
  projectDir: string,
  environment: NodeJS.ProcessEnv,
): ContainerSource[] {
  const found = containers.map((container) => oneSource(task, container, projectDir, environment));
  const problems = found.flatMap((source) => ("problems" in source ? source.problems : []));
  if (problems.length > 0) throw inputFailure(problems);
  return found.flatMap((source) => ("problems" in source ? [] : [source]));
}

function oneSource(
  task: StackTask,
  container: Container,
  projectDir: string,
  environment: NodeJS.ProcessEnv,
): ContainerSource | { problems: Problem[] } {
  const where = `container ${container.name}: image`;
  const build = task.images.get(container.image);
  const dockerfile = build && join(projectDir, build.dockerfile);
  if (!build || !dockerfile || !existsSync(dockerfile)) {
    const given = dockerfile ? `${container.image}, whose ${dockerfile} does not exist` : container.image;
    const legal = `an image that the stack builds from a Dockerfile with ${supportedBases}`;
    return { problems: [{ where, given, legal, fix: "build it in the stack (ContainerImage)" }] };
  }
  const image = readDockerfile(readFileSync(dockerfile, "utf8"), build.arguments);
  const kind = imageKind(image);
  const problems = missingSecrets(container, environment);
  if (!kind) {
    const given = `${container.image}, made FROM ${image.from || "nothing"} (${build.dockerfile})`;
    problems.push({ where, given, legal: supportedBases, fix: "run this stack in a container engine instead" });
  }
  if (!kind || problems.length > 0) return { problems };
  const secrets = Object.fromEntries(container.secrets.map((name) => [name, environment[name] ?? ""]));
  return { container, kind, image, context: join(projectDir, build.context), secrets };
}

/** No secret store is asked: there is no account here. */
export function missingSecrets(container: Container, environment: NodeJS.ProcessEnv): Problem[] {
  return container.secrets
    .filter((name) => environment[name] === undefined)
    .map((name) => ({
      where: `container ${container.name}: secrets: ${name}`,
      given: "nothing",
      legal: "an environment variable of the same name; no secret store is read here",
      fix: `set ${name} for this command`,
    }));
}
