import { type Compute, type ComputeArgs, planCompute } from "./compute";
import type { ContainerSizeArgs } from "./containerSize";
import type { InspectionSettings } from "./inspection";
import { type Listen, type ListenSettings, planListen } from "./listen";
import { type Logs, type LogsArgs, planLogs } from "./logs";
import type { SecretSettings } from "./secretReference";
import type { SidecarSettings } from "./sidecars";
import type { VolumeSettings } from "./volumes";

/** The plain part of what a task has beside its two containers. */
export interface TaskSettings {
  compute?: ComputeArgs;
  proxySize?: ContainerSizeArgs;
  logs?: LogsArgs;
  exec?: boolean;
  volumes?: VolumeSettings[];
  ephemeralGibibytes?: number;
  sidecars?: SidecarSettings[];
  inspection?: InspectionSettings;
}

/** The plain part of what an application says about its container. */
export interface ApplicationTaskSettings extends ListenSettings {
  size?: ContainerSizeArgs;
  /** Judged by its names. */
  environment?: Record<string, unknown>;
  secrets?: Record<string, SecretSettings>;
}

/** Everything plain about a task, with the defaults filled in. */
export interface TaskPlan {
  compute: Compute;
  listen: Listen;
  logs: Logs;
  exec: boolean;
  /** GiB of storage, where it is more than every task has. */
  ephemeralGibibytes: number | undefined;
  volumes: VolumeSettings[];
  sidecars: SidecarSettings[];
  inspection: InspectionSettings | undefined;
  /** As given, so that what means nothing in the chosen kind can be refused. */
  given: { task: TaskSettings; application: ApplicationTaskSettings };
}

/** Fills in the defaults; judges nothing, so that every problem can be reported together. */
export function planTask(settings: TaskSettings & { application?: ApplicationTaskSettings }): TaskPlan {
  const compute = planCompute(settings.compute);
  return {
    compute,
    listen: planListen(settings.application ?? {}, compute),
    logs: planLogs(settings.logs),
    exec: settings.exec ?? false,
    ephemeralGibibytes: settings.ephemeralGibibytes,
    volumes: settings.volumes ?? [],
    sidecars: settings.sidecars ?? [],
    inspection: settings.inspection,
    given: { task: settings, application: settings.application ?? {} },
  };
}
