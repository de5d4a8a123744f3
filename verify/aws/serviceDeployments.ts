import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  type ServiceDeploymentBrief,
} from "@aws-sdk/client-ecs";
import type { NewestDeployment } from "../judge/judgement";

/** Reads the newest service deployment with the task definition of its target; undefined where ECS lists none. */
export async function newestDeployment(
  ecs: ECSClient,
  cluster: string,
  service: string,
): Promise<NewestDeployment | undefined> {
  const briefs = await listDeployments(ecs, cluster, service);
  const newest = briefs.reduce<ServiceDeploymentBrief | undefined>(
    (latest, brief) => (latest === undefined || timeOf(brief) > timeOf(latest) ? brief : latest),
    undefined,
  );
  if (newest?.serviceDeploymentArn === undefined) return undefined;
  const { serviceDeployments } = await ecs.send(
    new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [newest.serviceDeploymentArn] }),
  );
  const deployment = serviceDeployments?.[0];
  if (deployment === undefined) return undefined;
  const revision = deployment.targetServiceRevision?.arn ?? newest.targetServiceRevisionArn;
  return { deployment, taskDefinition: revision === undefined ? undefined : await definitionOf(ecs, revision) };
}

/** All pages: the API reference promises no order. ECS keeps 90 days. */
async function listDeployments(ecs: ECSClient, cluster: string, service: string): Promise<ServiceDeploymentBrief[]> {
  const briefs: ServiceDeploymentBrief[] = [];
  let nextToken: string | undefined;
  do {
    const page = await ecs.send(
      new ListServiceDeploymentsCommand({ cluster, service, ...(nextToken === undefined ? {} : { nextToken }) }),
    );
    briefs.push(...(page.serviceDeployments ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return briefs;
}

async function definitionOf(ecs: ECSClient, revision: string): Promise<string | undefined> {
  const { serviceRevisions } = await ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [revision] }));
  return serviceRevisions?.[0]?.taskDefinition;
}

function timeOf({ createdAt, startedAt }: ServiceDeploymentBrief): number {
  return (createdAt ?? startedAt)?.getTime() ?? 0;
}
