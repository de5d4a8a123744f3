import * as make from "../shop";
import { change, shop } from "../shop";
import { arn, type Declared, id } from "../stack";
import type { Way } from "./row";

const unproxied = "service-without-proxy-is-not-public";

/** A stack with a task definition without proxy, in a group that is open to the world. */
const openJob = (): Declared[] => [
  ...shop(),
  make.taskDefinition("job-task", [make.app]),
  make.group("job-group"),
  make.ingress("opened", "job-group", { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" }),
];

const vpc = (assignPublicIp: unknown) => ({ subnets: ["subnet-1"], securityGroups: [id("job-group")], assignPublicIp });
const task = { taskDefinitionArn: arn("job-task") };

const runner = (type: string, properties: Record<string, unknown>): Declared[] => [
  ...openJob(),
  { type, name: "job", properties },
];

const eventTarget = (assignPublicIp: boolean) =>
  runner("aws:cloudwatch/eventTarget:EventTarget", {
    arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/jobs",
    ecsTarget: { ...task, networkConfiguration: vpc(assignPublicIp) },
  });

const schedule = (assignPublicIp: boolean) =>
  runner("aws:scheduler/schedule:Schedule", {
    target: {
      arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/jobs",
      ecsParameters: { ...task, networkConfiguration: vpc(assignPublicIp) },
    },
  });

const pipe = (assignPublicIp: string) =>
  runner("aws:pipes/pipe:Pipe", {
    target: "arn:aws:ecs:eu-west-1:123456789012:cluster/jobs",
    targetParameters: {
      ecsTaskParameters: { ...task, networkConfiguration: { awsVpcConfiguration: vpc(assignPublicIp) } },
    },
  });

/** A job of AWS Batch on Fargate; its groups are those of the environment that it runs in. */
const batchJob = (assignPublicIp: string): Declared[] => [
  ...runner("aws:batch/jobDefinition:JobDefinition", {
    type: "container",
    platformCapabilities: ["FARGATE"],
    containerProperties: JSON.stringify({ image: "shop/app:1", networkConfiguration: { assignPublicIp } }),
  }),
  {
    type: "aws:batch/computeEnvironment:ComputeEnvironment",
    name: "environment",
    properties: {
      computeResources: { type: "FARGATE", securityGroupIds: [id("job-group")], subnets: ["subnet-1"], maxVcpus: 4 },
    },
  },
];

/** The text of a request is known before anything exists only where it names nothing that the stack makes. */
const request = (AssignPublicIp: string) => ({
  TaskDefinition: "job-task",
  NetworkConfiguration: {
    AwsvpcConfiguration: { Subnets: ["subnet-1"], SecurityGroups: ["sg-jobs"], AssignPublicIp },
  },
});

const literalGroup = (stack: Declared[]) => change(stack, "opened", { securityGroupId: "sg-jobs" });

const stateMachine = (assignPublicIp: string) =>
  literalGroup(
    runner("aws:sfn/stateMachine:StateMachine", {
      definition: JSON.stringify({
        StartAt: "Each",
        States: {
          Each: {
            Type: "Map",
            ItemProcessor: {
              StartAt: "Run",
              States: {
                Run: {
                  Type: "Task",
                  Resource: "arn:aws:states:::ecs:runTask.sync",
                  Parameters: request(assignPublicIp),
                  End: true,
                },
              },
            },
            End: true,
          },
        },
      }),
    }),
  );

const universalTarget = (assignPublicIp: string) =>
  literalGroup(
    runner("aws:scheduler/schedule:Schedule", {
      target: { arn: "arn:aws:scheduler:::aws-sdk:ecs:runTask", input: JSON.stringify(request(assignPublicIp)) },
    }),
  );

/** The proxied task itself, started once more with a group of its own. */
const oneShot = (...rules: Declared[]): Declared[] => [
  ...shop(),
  make.group("job-group"),
  ...rules,
  {
    type: "aws:scheduler/schedule:Schedule",
    name: "job",
    properties: {
      target: { ecsParameters: { taskDefinitionArn: arn("web-task"), networkConfiguration: vpc(false) } },
    },
  },
];

const express: Declared = {
  type: "aws:ecs/expressGatewayService:ExpressGatewayService",
  name: "express",
  properties: { primaryContainer: { image: "shop/app:1", containerPort: 3000 } },
};

const row = (number: number, way: string, more: Omit<Way, "number" | "way" | "expected">): Way => ({
  number,
  way,
  expected: "violation",
  ...more,
});
const opened = { rule: unproxied, at: "opened" };

/** Ways 45 to 47: sessions of operators, and tasks that no service of ECS runs. */
export const runnerWays: readonly Way[] = [
  row(45, "ECS Exec lets operators into the tasks", {
    stack: change(shop(), "web-service", { enableExecuteCommand: true }),
    twin: change(shop(), "web-service", { enableExecuteCommand: false }),
    rule: "no-operator-way-past-the-proxy",
    at: "web-service",
  }),
  row(46, "an event starts a public task", { stack: eventTarget(true), twin: eventTarget(false), ...opened }),
  row(46, "a schedule starts a public task", { stack: schedule(true), twin: schedule(false), ...opened }),
  row(46, "a schedule calls the API that starts a public task", {
    stack: universalTarget("ENABLED"),
    twin: universalTarget("DISABLED"),
    ...opened,
  }),
  row(46, "a pipe starts a public task", { stack: pipe("ENABLED"), twin: pipe("DISABLED"), ...opened }),
  row(46, "a job of AWS Batch is public", { stack: batchJob("ENABLED"), twin: batchJob("DISABLED"), ...opened }),
  row(46, "a state machine starts a public task", {
    stack: stateMachine("ENABLED"),
    twin: stateMachine("DISABLED"),
    ...opened,
  }),
  row(46, "a schedule starts the proxied task with the application's port open", {
    stack: oneShot(make.ingress("opened", "job-group", { fromPort: 3000, toPort: 3000, cidrIpv4: "10.0.0.0/8" })),
    twin: oneShot(),
    rule: "application-port-admits-nobody",
    at: "opened",
  }),
  row(47, "an Express service has a load balancer of its own", {
    stack: [...shop(), express],
    twin: shop(),
    rule: unproxied,
    at: "express",
  }),
];
