import type { ServicePlan } from "./servicePlan";

/** Names of the two containers of a task. The policy pack takes a container named `nginx` for the proxy. */
export const containerNames = { proxy: "nginx", application: "app" } as const;

/** The users of the two images, by number: an unprivileged user cannot bind a low port or write to the image. */
const users = { proxy: "101", application: "1000" } as const;

/** The one writable folder of the proxy, a volume: nginx's pid and temporary files. Its Dockerfile gives it the owner. */
export const proxyVolume = { name: "gate", containerPath: "/gate" } as const;

/** Files that nginx may hold open, two a connection: what Fargate gives by default (ECS developer guide), said plainly. */
const openFiles = 65535;

/** What is known of the surroundings of a task: strings that a preview knows. */
export interface TaskSurroundings {
  proxyImage: string;
  applicationImage: string;
  proxyLogGroup: string;
  applicationLogGroup: string;
  region: string;
  environment: Record<string, string>;
}

/**
 * The two containers of a task, in the form that ECS takes (ECS API reference, ContainerDefinition).
 *
 * The application starts first and stops last: nginx depends on its health, and ECS stops in the reverse order. It listens on
 * the task's loopback only; the port is not mapped, and no security group admits it.
 */
export function containerDefinitions(plan: ServicePlan, task: TaskSurroundings): object[] {
  const { proxy, application } = plan;
  return [
    {
      name: containerNames.proxy,
      image: task.proxyImage,
      essential: true,
      user: users.proxy,
      portMappings: [
        { name: "proxy", containerPort: proxy.port, hostPort: proxy.port, protocol: "tcp", appProtocol: "http" },
      ],
      dependsOn: [{ containerName: containerNames.application, condition: "HEALTHY" }],
      readonlyRootFilesystem: true,
      linuxParameters: { capabilities: { drop: ["ALL"] } },
      mountPoints: [{ sourceVolume: proxyVolume.name, containerPath: proxyVolume.containerPath, readOnly: false }],
      ulimits: [{ name: "nofile", softLimit: openFiles, hardLimit: openFiles }],
      stopTimeout: plan.proxyStopSeconds,
      logConfiguration: logConfiguration(task.proxyLogGroup, task.region),
    },
    {
      name: containerNames.application,
      image: task.applicationImage,
      essential: true,
      user: users.application,
      environment: environment(plan, task.environment),
      healthCheck: {
        command: application.health.command,
        interval: application.health.intervalSeconds,
        timeout: application.health.timeoutSeconds,
        retries: application.health.retries,
        startPeriod: application.health.startSeconds,
      },
      readonlyRootFilesystem: true,
      linuxParameters: { capabilities: { drop: ["ALL"] } },
      stopTimeout: application.stopSeconds,
      logConfiguration: logConfiguration(task.applicationLogGroup, task.region),
    },
  ];
}

/** Names that the gate sets for the application, so that both sides of a number are the same. */
export const reservedEnvironment = ["HOST", "PORT", "KEEP_ALIVE_SECONDS", "STOP_SECONDS"] as const;

function environment(plan: ServicePlan, own: Record<string, string>): { name: string; value: string }[] {
  const { upstream } = plan.proxy;
  const set: Record<string, string> = {
    ...own,
    HOST: upstream.host,
    PORT: String(upstream.port),
    KEEP_ALIVE_SECONDS: String(plan.application.keepAliveSeconds),
    STOP_SECONDS: String(Math.max(1, plan.application.stopSeconds - 1)),
  };
  // Sorted, as ECS gives it back: the order must not be a difference.
  return Object.entries(set)
    .map(([name, value]) => ({ name, value }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/**
 * CloudWatch Logs without back pressure: a full pipe would stop nginx. What does not fit 25 MiB is dropped.
 * Source: ECS developer guide, "Send Amazon ECS logs to CloudWatch", options `mode` and `max-buffer-size`.
 */
function logConfiguration(group: string, region: string): object {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": group,
      "awslogs-region": region,
      "awslogs-stream-prefix": "ecs",
      "max-buffer-size": "25m",
      mode: "non-blocking",
    },
  };
}
