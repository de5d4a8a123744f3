import { inputFailure } from "./failure";
import { type Isolation, type IsolationDefinition, readIsolation } from "./isolation";

/** When a dependency counts as there (ECS API, ContainerDependency). */
export type Condition = "START" | "HEALTHY" | "COMPLETE" | "SUCCESS";

export interface Dependency {
  container: string;
  condition: Condition;
}

/** A container's own health check; the times are in seconds. */
export interface HealthCheck {
  /** `["CMD", program, …]` or `["CMD-SHELL", line]`. */
  command: string[];
  interval: number;
  timeout: number;
  /** Failures in a row that make it UNHEALTHY. */
  retries: number;
  /** Seconds after the start in which failures do not count. */
  startPeriod: number;
}

/** One container definition with ECS's defaults filled in; what is not needed here is left out. */
export interface Container {
  name: string;
  image: string;
  essential: boolean;
  entryPoint?: string[];
  command?: string[];
  workingDirectory?: string;
  environment: Record<string, string>;
  /** Names of the variables that ECS would fill from a secret store. */
  secrets: string[];
  /** Container ports; under awsvpc a host port is the same number. */
  ports: number[];
  dependsOn: Dependency[];
  healthCheck?: HealthCheck;
  startTimeoutSeconds: number;
  stopTimeoutSeconds: number;
  mounts: { volume: string; path: string }[];
  /** Held by a container engine; processes run as whoever started them. */
  isolation: Isolation;
}

/** Defaults of the ECS API (HealthCheck; ContainerDefinition.stopTimeout on Fargate; startTimeout, three minutes). */
const healthDefaults = { interval: 30, timeout: 5, retries: 3, startPeriod: 0 } as const;
const defaultStopTimeout = 30;
const defaultStartTimeout = 180;

/** The fields of an ECS container definition that are read here, as the JSON has them. */
interface Definition extends IsolationDefinition {
  name?: string;
  image?: string;
  essential?: boolean;
  entryPoint?: string[];
  command?: string[];
  workingDirectory?: string;
  environment?: { name: string; value: string }[];
  secrets?: { name: string }[];
  portMappings?: { containerPort?: number }[];
  dependsOn?: { containerName: string; condition: Condition }[];
  healthCheck?: Partial<HealthCheck> & { command: string[] };
  startTimeout?: number;
  stopTimeout?: number;
  mountPoints?: { sourceVolume?: string; containerPath?: string }[];
}

/**
 * Reads `containerDefinitions` of an ECS task definition.
 *
 * @param where what the message names, such as the URN of the task definition
 * @param given the JSON text; anything else is refused
 * @throws LocalFailure when it is not a JSON array of containers that have a name and an image.
 * @example
 * readContainers(urn, '[{"name":"app","image":"a/b:1"}]')[0].stopTimeoutSeconds // → 30
 */
export function readContainers(where: string, given: unknown): Container[] {
  const definitions = parseArray(given);
  if (!definitions?.length || !definitions.every((one) => one?.name && one.image)) {
    throw inputFailure([
      {
        where: `${where}: containerDefinitions`,
        given: typeof given === "string" ? given.slice(0, 80) : `a value that is not text (${typeof given})`,
        legal: "JSON text: an array of containers, each with name and image",
        fix: "give the definitions as a plain value; a secret or unknown one cannot be run here",
      },
    ]);
  }
  return definitions.map(readContainer);
}

function parseArray(given: unknown): Definition[] | undefined {
  if (typeof given !== "string") return undefined;
  try {
    const parsed: unknown = JSON.parse(given);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function readContainer(definition: Definition): Container {
  const { name = "", image = "", entryPoint, command, workingDirectory, healthCheck } = definition;
  return {
    name,
    image,
    essential: definition.essential ?? true,
    ...(entryPoint?.length && { entryPoint }),
    ...(command?.length && { command }),
    ...(workingDirectory && { workingDirectory }),
    environment: Object.fromEntries((definition.environment ?? []).map((entry) => [entry.name, entry.value])),
    secrets: (definition.secrets ?? []).map((secret) => secret.name),
    ports: (definition.portMappings ?? []).flatMap((mapping) => mapping.containerPort ?? []),
    dependsOn: (definition.dependsOn ?? []).map((one) => ({ container: one.containerName, condition: one.condition })),
    // ECS takes ["NONE"] for "no health check".
    ...(healthCheck && healthCheck.command[0] !== "NONE" && { healthCheck: { ...healthDefaults, ...healthCheck } }),
    startTimeoutSeconds: definition.startTimeout ?? defaultStartTimeout,
    stopTimeoutSeconds: definition.stopTimeout ?? defaultStopTimeout,
    mounts: (definition.mountPoints ?? []).flatMap(({ sourceVolume, containerPath }) =>
      sourceVolume && containerPath ? [{ volume: sourceVolume, path: containerPath }] : [],
    ),
    isolation: readIsolation(definition),
  };
}
