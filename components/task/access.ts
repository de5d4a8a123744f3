import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ImageRef } from "../containerImage";
import type { TaskAccess } from "../roles";
import type { SessionsRef } from "../sessions";
import { fileSystemStatements, sessionStatements } from "./permissions";
import type { ApplicationTaskArgs, TaskArgs } from "./taskArgs";

/** What the two roles of a task are for, gathered from everything that the task has. */
export function taskAccess(
  args: TaskArgs & { application?: ApplicationTaskArgs & { image: ImageRef } },
  around: {
    proxyImage: ImageRef;
    logGroups: Record<string, aws.cloudwatch.LogGroup>;
    sessions: SessionsRef | undefined;
  },
  parent: pulumi.Resource,
): TaskAccess {
  const { application, inspection, sidecars = [] } = args;
  const containers = [...(application ? [application] : []), ...(inspection ? [inspection] : []), ...sidecars];
  const { exec = false, volumes = [] } = args;
  return {
    images: [around.proxyImage, ...containers.map(({ image }) => image)],
    logGroups: Object.values(around.logGroups),
    secrets: containers.flatMap(({ secrets }) => Object.values(secrets ?? {})),
    task: [
      ...(exec && around.sessions ? sessionStatements(around.sessions) : []),
      ...fileSystemStatements(volumes, parent),
    ],
  };
}
