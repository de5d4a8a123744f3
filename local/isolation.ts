/** What a task definition asks of a container's surroundings, and only a container engine can give. */
export interface Isolation {
  /** `user`: a number or a name of the image, with a group after a colon. */
  user?: string;
  readonlyRoot: boolean;
  /** `linuxParameters.capabilities`, as Linux names them without `CAP_`. */
  capabilities: { add: string[]; drop: string[] };
  ulimits: { name: string; soft: number; hard: number }[];
}

/** The fields of an ECS container definition that are read here, as the JSON has them. */
export interface IsolationDefinition {
  user?: string;
  readonlyRootFilesystem?: boolean;
  linuxParameters?: { capabilities?: { add?: string[]; drop?: string[] } };
  ulimits?: { name: string; softLimit: number; hardLimit: number }[];
}

/** Reads them with the defaults of the ECS API (ContainerDefinition): none of it is closed unless the definition says so. */
export function readIsolation(definition: IsolationDefinition): Isolation {
  const { add = [], drop = [] } = definition.linuxParameters?.capabilities ?? {};
  return {
    ...(definition.user && { user: definition.user }),
    readonlyRoot: definition.readonlyRootFilesystem ?? false,
    capabilities: { add, drop },
    ulimits: (definition.ulimits ?? []).map(({ name, softLimit, hardLimit }) => ({
      name,
      soft: softLimit,
      hard: hardLimit,
    })),
  };
}

/**
 * Lowers limits of open files to what an engine can give: asked for more, it would not start the container at all.
 *
 * @param openFiles most that it can give; see possibleOpenFiles
 */
export function withinLimit(isolation: Isolation, openFiles: number): Isolation {
  const ulimits = isolation.ulimits.map((limit) =>
    limit.name === "nofile"
      ? { ...limit, soft: Math.min(limit.soft, openFiles), hard: Math.min(limit.hard, openFiles) }
      : limit,
  );
  return { ...isolation, ulimits };
}

/**
 * The options of `docker run` that make an engine keep to it.
 *
 * @example isolationOptions(readIsolation({ user: "101", readonlyRootFilesystem: true })) // → ["--user", "101", "--read-only"]
 */
export function isolationOptions({ user, readonlyRoot, capabilities, ulimits }: Isolation): string[] {
  return [
    ...(user ? ["--user", user] : []),
    ...(readonlyRoot ? ["--read-only"] : []),
    ...capabilities.drop.flatMap((name) => ["--cap-drop", name]),
    ...capabilities.add.flatMap((name) => ["--cap-add", name]),
    ...ulimits.flatMap(({ name, soft, hard }) => ["--ulimit", `${name}=${soft}:${hard}`]),
  ];
}
