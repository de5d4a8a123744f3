import type { Service, TaskDefinition } from "@aws-sdk/client-ecs";
import type { Observed } from "../judge/judgement";
import { oneLine } from "../names";
import type { EventReport } from "../verification";

/** Events that ECS keeps of a service (ECS API reference, Service). */
const keptEvents = 100;

/**
 * When the deployment of the definition that was asked for began: as its deployment says, while ECS remembers it, else as
 * the newest service deployment says, else when the definition was registered, before which there can be none.
 */
export function beginning(asked: string, { service, newest }: Observed, definition: TaskDefinition): Date | undefined {
  const own = service.deployments?.find(({ taskDefinition }) => taskDefinition === asked);
  const listed = newest?.taskDefinition === asked ? newest.deployment : undefined;
  const started = [own?.createdAt, listed?.startedAt ?? listed?.createdAt].filter((date) => date !== undefined);
  const [earliest] = started.sort((left, right) => left.getTime() - right.getTime());
  return earliest ?? definition.registeredAt;
}

/** The service's events since then, newest first, and what ECS has already forgotten of them. */
export function eventsSince(
  { events = [] }: Service,
  since: Date | undefined,
): { events: EventReport[]; notRead: string[] } {
  const dated = events
    .flatMap(({ createdAt: at, message = "" }) => (at === undefined ? [] : [{ at, message: oneLine(message) }]))
    .sort((left, right) => right.at.getTime() - left.at.getTime());
  const recent = dated.filter(({ at }) => since === undefined || at >= since);
  const forgotten = dated.length >= keptEvents && recent.length === dated.length;
  return {
    events: recent,
    notRead: forgotten ? [`events before ${dated.at(-1)?.at.toISOString()}: ECS keeps the last ${keptEvents}`] : [],
  };
}
