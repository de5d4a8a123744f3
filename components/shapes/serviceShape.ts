import type { ApplicationArgs } from "../applicationArgs";
import type { ListenerRuleArgs } from "../edges/rulePlan";
import type { ProxiedServiceArgs } from "../proxiedService";
import type { RolloutArgs, TargetHealthArgs } from "../servicePlan";
import { ListenKind } from "../task/listen";
import type { AlarmArgs } from "../watching/alarms";
import type { WatchingArgs } from "../watching/watchingArgs";
import { clusterRef } from "./clusterShape";
import { edgeRef } from "./edgeShape";
import { architecture, imageRef } from "./imageShape";
import { networkRef } from "./networkShape";
import { list, type OptionalFields, object } from "./objects";
import { proxyShape } from "./proxyShape";
import { releaseFields } from "./releaseShape";
import { containerHealth, containerSize, environment, secrets, taskFields } from "./taskShape";
import { choice, flag, input, number, text } from "./values";

const application = object<ApplicationArgs>(
  { image: imageRef, health: containerHealth },
  {
    port: number,
    keepAliveSeconds: number,
    stopSeconds: number,
    environment,
    listen: choice(Object.values(ListenKind)),
    size: containerSize,
    secrets,
  },
);

const alarms = object<AlarmArgs>(
  { topicArns: list(input(text)) },
  {
    errorPercent: number,
    edgeErrors: number,
    latencySeconds: number,
    cpuPercent: number,
    memoryPercent: number,
    minutes: number,
  },
);

const watchingFields: OptionalFields<WatchingArgs> = { alarms, dashboard: flag, logMetrics: flag };

/** `ProxiedServiceArgs`. */
export const proxiedServiceShape = object<ProxiedServiceArgs>(
  { network: networkRef, cluster: clusterRef, edge: edgeRef, proxy: proxyShape },
  {
    application,
    cpu: number,
    memory: number,
    architecture,
    rule: object<ListenerRuleArgs>({ priority: number }, { hosts: list(text), paths: list(text) }),
    targetHealth: object<TargetHealthArgs>(
      {},
      { intervalSeconds: number, timeoutSeconds: number, healthyCount: number, unhealthyCount: number },
    ),
    rollout: object<RolloutArgs>({}, { graceSeconds: number, deregistrationSeconds: number }),
    logDays: number,
    forceDelete: flag,
    ...taskFields,
    ...releaseFields,
    ...watchingFields,
  },
);
