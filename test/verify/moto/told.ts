import type { Edit } from "./editingProxy";

/** Actions that moto 5.2 does not know. */
export const lacking = ["ListServiceDeployments", "DescribeServiceDeployments", "DescribeServiceRevisions"];

type Edits = Record<string, Edit>;
type Json = Record<string, unknown>;

const deploymentArn = "arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/NCWGC2ZR";
const revisionArn = "arn:aws:ecs:eu-west-1:123456789012:service-revision/shop/web/4980306466373577095";

/** Seconds since the epoch, as ECS's JSON has dates. */
const now = (): number => Date.now() / 1000;

/** Only the service deployment is told, which moto lacks; all else is moto's own. */
export function deployed(taskDefinition: string): Edits {
  return serviceDeployment(taskDefinition, { status: "SUCCESSFUL", finishedAt: now() });
}

/** The first answers say that the primary deployment is still rolling out. */
export function inProgress(taskDefinition: string, answers: number): Edits {
  let left = answers;
  const edit: Edit = (answer) => {
    // The first is asked for the family, before anything is waited for.
    if (left-- < 0) return { body: answer };
    return { body: withService(answer, (service) => ({ deployments: list(service.deployments).map(rollingOut) })) };
  };
  return { ...serviceDeployment(taskDefinition, { status: "IN_PROGRESS" }), DescribeServices: edit };
}

/**
 * ECS has gone back from one definition to another. moto has the primary deployment of the old one, the definitions, the
 * tasks with their stoppedReason, and the logs. Told here, because moto lacks them: the service deployment, the events,
 * `service.taskDefinition` (moto leaves it at what was asked for), and of tasks the times, stopCode, the second container
 * and exit codes.
 */
export function rolledBack(from: string, to: string): Edits {
  const began = now() - 600;
  return {
    ...serviceDeployment(to, {
      status: "ROLLBACK_SUCCESSFUL",
      startedAt: began,
      createdAt: began,
      finishedAt: now() + 3600,
      deploymentCircuitBreaker: { status: "TRIGGERED", failureCount: 3, threshold: 3 },
    }),
    DescribeServices: (answer) => ({
      body: withService(answer, (service) => {
        const [primary] = list(service.deployments);
        return { taskDefinition: from, events: events(began, String(primary?.id)) };
      }),
    }),
    DescribeTasks: (answer) => ({
      body: { ...answer, tasks: list(answer.tasks).map((task, index) => ended(task, began + 60 * index)) },
    }),
  };
}

function events(began: number, primary: string): Json[] {
  return [
    ["(service web) has reached a steady state.", -3000],
    ["(service web) has started 2 tasks: (task 434c2fc0) (task 0f1e2d3c).", 20],
    ["(service web) (deployment ecs-svc/2) deployment failed: tasks failed to start.", 300],
    [`(service web) rolling back to deployment ${primary}.`, 301],
  ].map(([message, after]) => ({ id: `event-${after}`, message, createdAt: began + Number(after) }));
}

function ended(task: Json, createdAt: number): Json {
  const containers = list(task.containers).map((container) => ({ ...container, exitCode: 1, healthStatus: "UNKNOWN" }));
  const nginx = { name: "nginx", lastStatus: "STOPPED", exitCode: 0, healthStatus: "UNKNOWN" };
  const times = { createdAt, stoppedAt: createdAt + 30 };
  return { ...task, ...times, stopCode: "EssentialContainerExited", containers: [...containers, nginx] };
}

function rollingOut(deployment: Json): Json {
  return { ...deployment, rolloutState: "IN_PROGRESS", runningCount: 0, pendingCount: 2 };
}

function serviceDeployment(taskDefinition: string, fields: Json): Edits {
  const targetServiceRevision = { arn: revisionArn };
  const deployment = { serviceDeploymentArn: deploymentArn, createdAt: now() - 60, targetServiceRevision, ...fields };
  const revision = { serviceRevisionArn: revisionArn, taskDefinition };
  return {
    ListServiceDeployments: () => ({
      body: { serviceDeployments: [{ serviceDeploymentArn: deploymentArn, targetServiceRevisionArn: revisionArn }] },
    }),
    DescribeServiceDeployments: () => ({ body: { serviceDeployments: [deployment], failures: [] } }),
    DescribeServiceRevisions: () => ({ body: { serviceRevisions: [revision], failures: [] } }),
  };
}

function withService(answer: Json, change: (service: Json) => Json): Json {
  return { ...answer, services: list(answer.services).map((service) => ({ ...service, ...change(service) })) };
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value : [];
}
