import type { Container, ContainerDefinition } from "@aws-sdk/client-ecs";

/** A stream of CloudWatch Logs. */
export interface LogStream {
  group: string;
  stream: string;
  /** Undefined: that of the service. */
  region: string | undefined;
}

/** Where a container's log is, or why it cannot be read from here. */
export type LogPlace = { kind: "stream"; at: LogStream } | { kind: "notRead"; why: string };

/**
 * Finds a container's log from its definition: the driver awslogs names a stream `<prefix>/<container>/<task id>`, and
 * without a prefix (EC2 only) after the container's runtime id (ECS developer guide, "Send Amazon ECS logs to CloudWatch").
 */
export function logPlace(
  { name = "", logConfiguration }: ContainerDefinition,
  taskId: string,
  container: Pick<Container, "runtimeId">,
): LogPlace {
  if (logConfiguration === undefined) return { kind: "notRead", why: `${name} has no log configuration` };
  const { logDriver, options = {} } = logConfiguration;
  if (logDriver !== "awslogs") return { kind: "notRead", why: `${name} logs by ${logDriver}, not to CloudWatch Logs` };
  const group = options["awslogs-group"];
  if (group === undefined) return { kind: "notRead", why: `${name} names no awslogs-group` };
  const prefix = options["awslogs-stream-prefix"];
  const stream = prefix === undefined ? container.runtimeId : `${prefix}/${name}/${taskId}`;
  if (stream === undefined)
    return { kind: "notRead", why: `${name} never had the runtime id that its log is named by` };
  return { kind: "stream", at: { group, stream, region: options["awslogs-region"] } };
}
