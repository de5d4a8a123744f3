import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * Tells the topics of each deployment that failed, and so of each that was rolled back (ECS developer guide, "Amazon ECS
 * service deployment state change events"). Events are free.
 */
export function createDeploymentEvents(
  name: string,
  { service, topicArns }: { service: aws.ecs.Service; topicArns: pulumi.Input<string>[] },
  parent: pulumi.Resource,
): void {
  if (topicArns.length === 0) return;
  const rule = new aws.cloudwatch.EventRule(
    `${name}-rollback`,
    {
      description: `A deployment of ${name} failed`,
      eventPattern: pulumi.jsonStringify({
        source: ["aws.ecs"],
        "detail-type": ["ECS Deployment State Change"],
        resources: [service.arn],
        detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
      }),
    },
    { parent },
  );
  for (const [index, arn] of topicArns.entries()) {
    new aws.cloudwatch.EventTarget(`${name}-rollback-${index + 1}`, { rule: rule.name, arn }, { parent });
  }
}
