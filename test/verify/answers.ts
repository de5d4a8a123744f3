import type { Deployment, Service, ServiceDeployment, Task, TaskDefinition, TaskSet } from "@aws-sdk/client-ecs";
import type { Aws } from "../../verify/aws/aws";

/** Answers of the shape that ECS gives (ECS API reference), of a service `web` that is being updated from web:1 to web:2. */

const arn = (rest: string): string => `arn:aws:ecs:eu-west-1:123456789012:${rest}`;
export const definitionArn = (revision: number): string => arn(`task-definition/web:${revision}`);
export const [old, asked] = [definitionArn(1), definitionArn(2)];

/** Minutes after the update began. */
export const minute = (number: number): Date => new Date(Date.UTC(2026, 10, 21, 12, number));

export function deployment(changes: Deployment = {}): Deployment {
  return {
    id: "ecs-svc/2",
    status: "PRIMARY",
    taskDefinition: asked,
    desiredCount: 2,
    pendingCount: 0,
    runningCount: 2,
    failedTasks: 0,
    createdAt: minute(0),
    rolloutState: "COMPLETED",
    rolloutStateReason: "ECS deployment ecs-svc/2 completed.",
    ...changes,
  };
}

/** The deployment that was there before, which ECS makes anew to go back to it. */
export function wentBack(changes: Deployment = {}): Deployment {
  return deployment({ id: "ecs-svc/3", taskDefinition: old, createdAt: minute(9), ...changes });
}

export function service(deployments: Deployment[], changes: Partial<Service> = {}): Service {
  return {
    serviceArn: arn("service/web/web"),
    serviceName: "web",
    clusterArn: arn("cluster/web"),
    status: "ACTIVE",
    desiredCount: 2,
    runningCount: 2,
    taskDefinition: deployments[0]?.taskDefinition,
    deploymentController: { type: "ECS" },
    taskSets: [],
    deployments,
    events: [],
    ...changes,
  };
}

export function serviceDeployment(changes: ServiceDeployment = {}): ServiceDeployment {
  return {
    serviceDeploymentArn: arn("service-deployment/web/web/NCWGC2ZR-taawPAYrIaU5"),
    status: "IN_PROGRESS",
    createdAt: minute(0),
    startedAt: minute(0),
    targetServiceRevision: { arn: arn("service-revision/web/web/4980306466373577095") },
    deploymentConfiguration: { strategy: "ROLLING" },
    ...changes,
  };
}

export const brokenCircuit: ServiceDeployment = serviceDeployment({
  status: "ROLLBACK_SUCCESSFUL",
  statusReason: "Service deployment rolled back because the circuit breaker threshold was exceeded.",
  finishedAt: minute(14),
  rollback: {
    reason: "Service deployment rolled back because the circuit breaker threshold was exceeded.",
    startedAt: minute(9),
    serviceRevisionArn: arn("service-revision/web/web/1"),
  },
  deploymentCircuitBreaker: { status: "TRIGGERED", failureCount: 3, threshold: 3 },
});

export function taskSet(changes: TaskSet = {}): TaskSet {
  return {
    id: "ecs-svc/20",
    status: "PRIMARY",
    taskDefinition: asked,
    computedDesiredCount: 2,
    runningCount: 2,
    stabilityStatus: "STEADY_STATE",
    ...changes,
  };
}

export function stoppedTask(number: number, changes: Task = {}): Task {
  const id = `${number}`.repeat(32);
  return {
    taskArn: arn(`task/web/${id}`),
    taskDefinitionArn: asked,
    lastStatus: "STOPPED",
    desiredStatus: "STOPPED",
    startedBy: "ecs-svc/2",
    createdAt: minute(number),
    stoppedAt: minute(number + 1),
    stopCode: "EssentialContainerExited",
    stoppedReason: "Essential container in task exited",
    containers: [
      { name: "nginx", lastStatus: "STOPPED", exitCode: 0, healthStatus: "UNKNOWN", runtimeId: `${id}-1` },
      {
        name: "app",
        lastStatus: "STOPPED",
        exitCode: 137,
        healthStatus: "UNHEALTHY",
        reason: "OutOfMemoryError: killed",
      },
    ],
    ...changes,
  };
}

const logs = (container: string) => ({
  logDriver: "awslogs" as const,
  options: {
    "awslogs-group": `/ecs/shop/dev/web/${container}`,
    "awslogs-region": "eu-west-1",
    "awslogs-stream-prefix": "ecs",
  },
});

export const definition: TaskDefinition = {
  taskDefinitionArn: asked,
  family: "web",
  revision: 2,
  registeredAt: minute(-1),
  containerDefinitions: [
    { name: "nginx", image: "nginx", logConfiguration: logs("nginx") },
    {
      name: "app",
      image: "app",
      logConfiguration: logs("app"),
      environment: [
        { name: "DATABASE_PASSWORD", value: "open-sesame" },
        { name: "PORT", value: "3000" },
      ],
    },
  ],
};

/** An AWS that answers so; what is not given is a good deployment of web:2. */
export function fakeAws(answers: Partial<Aws> = {}): Aws {
  return {
    service: async () => service([deployment()]),
    taskDefinition: async () => definition,
    newestDeployment: async () => ({
      deployment: serviceDeployment({ status: "SUCCESSFUL", finishedAt: minute(3) }),
      taskDefinition: asked,
    }),
    tasks: async () => [],
    lastLogLines: async () => [],
    ...answers,
  };
}

/** An error as the AWS SDK throws it. */
export function awsError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 400 }, $fault: "client" });
}
