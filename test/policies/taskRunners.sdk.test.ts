import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { messageOf } from "../../policies/report/message";
import * as make from "./shop";
import { change, shop } from "./shop";
import { arn, type Declared, id, notKnown } from "./stack";
import { findingsOf, told } from "./told";

const unproxied = "service-without-proxy-is-not-public";
const nobody = "application-port-admits-nobody";
const followed = "every-door-is-followed";
const operators = "no-operator-way-past-the-proxy";

const vpc = (more: object = {}) => ({ subnets: ["subnet-1"], securityGroups: [id("job-group")], ...more });

const schedule = (ecsParameters: unknown): Declared => ({
  type: "aws:scheduler/schedule:Schedule",
  name: "nightly",
  properties: { target: { arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/jobs", ecsParameters } },
});

const machine = (definition: unknown): Declared => ({
  type: "aws:sfn/stateMachine:StateMachine",
  name: "orders",
  properties: { definition },
});

const state = (more: object) => JSON.stringify({ StartAt: "Run", States: { Run: { Type: "Task", ...more } } });
const runTask = "arn:aws:states:::ecs:runTask";

describe("a task that no service runs", () => {
  const job = [make.taskDefinition("job-task", [make.app]), make.group("job-group")];
  const task = { taskDefinitionArn: arn("job-task") };

  it("is clean without proxy as a scheduled job, with a public address too while its group admits nobody", () => {
    for (const assignPublicIp of [false, true]) {
      assert.deepEqual(
        told([...shop(), ...job, schedule({ ...task, networkConfiguration: vpc({ assignPublicIp }) })]),
        [],
      );
    }
  });

  it("is clean when it is the service's own task, started beside it in its groups", () => {
    const beside = {
      taskDefinitionArn: arn("web-task"),
      networkConfiguration: vpc({ securityGroups: [id("task-group")] }),
    };
    assert.deepEqual(told([...shop(), schedule(beside)]), []);
  });

  it("is named as what it is in a message", () => {
    const open = make.ingress("opened", "job-group", { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" });
    const proxied = { taskDefinitionArn: arn("web-task"), networkConfiguration: vpc({ assignPublicIp: true }) };
    const stack = [...shop(), ...job, open, schedule(proxied)];
    const [finding] = findingsOf(stack, "first");
    assert.match(finding?.summary ?? "", /schedule nightly/);
    assert.ok(finding && !messageOf(finding).includes("service nightly"));
  });

  it("is unproven where the settings of the schedule are not known", () => {
    assert.ok(
      told([...shop(), schedule(notKnown)]).some((each) => each.startsWith(`unproven mandatory ${nobody} nightly`)),
    );
  });

  it("is none where the target is something else", () => {
    const targets: Declared[] = [
      { type: "aws:cloudwatch/eventTarget:EventTarget", name: "to-function", properties: { arn: "arn:aws:lambda:…" } },
      { type: "aws:pipes/pipe:Pipe", name: "to-queue", properties: { target: "arn:aws:sqs:…", targetParameters: {} } },
      schedule(undefined),
    ];
    assert.deepEqual(told([...shop(), ...targets]), []);
  });
});

describe("a state machine", () => {
  it("is clean while none of its states calls ECS, or only to stop or to look", () => {
    const lambda = state({ Resource: "arn:aws:states:::lambda:invoke" });
    const stop = state({ Resource: "arn:aws:states:::aws-sdk:ecs:stopTask", Parameters: { Task: "1" } });
    for (const definition of [lambda, stop, "no JSON at all", undefined]) {
      assert.deepEqual(told([...shop(), machine(definition)]), []);
    }
  });

  it("is unproven where its definition is not known, or cannot be read and names ECS", () => {
    for (const definition of [notKnown, `{ ${runTask}`]) {
      assert.deepEqual(told([...shop(), machine(definition)]), [`unproven mandatory ${followed} orders`]);
    }
  });

  it("is unproven where a state changes services of its own", () => {
    const update = state({ Resource: "arn:aws:states:::aws-sdk:ecs:updateService", Parameters: {} });
    assert.deepEqual(told([...shop(), machine(update)]), [`unproven mandatory ${followed} orders`]);
  });

  it("is unproven where a state opens a way by another service's API, as a schedule is", () => {
    for (const call of ["ec2:authorizeSecurityGroupIngress", "elasticloadbalancingv2:registerTargets"]) {
      const opened = machine(state({ Resource: `arn:aws:states:::aws-sdk:${call}`, Parameters: {} }));
      assert.deepEqual(told([...shop(), opened]), [`unproven mandatory ${followed} orders`]);
      const target = { arn: `arn:aws:scheduler:::aws-sdk:${call}`, input: "{}" };
      const timed: Declared = { ...schedule(undefined), properties: { target } };
      assert.deepEqual(told([...shop(), timed]), [`unproven mandatory ${followed} nightly`]);
    }
    const closed = machine(state({ Resource: "arn:aws:states:::aws-sdk:ec2:describeInstances", Parameters: {} }));
    assert.deepEqual(told([...shop(), closed]), []);
  });

  it("is unproven where a state computes the request while it runs", () => {
    const computed = [
      { Resource: runTask, Parameters: { "TaskDefinition.$": "$.task", "NetworkConfiguration.$": "$.network" } },
      { Resource: runTask, Arguments: { TaskDefinition: "{% $task %}", NetworkConfiguration: "{% $network %}" } },
      { Resource: runTask, Arguments: "{% $states.input %}" },
      { Resource: runTask },
    ];
    for (const each of computed) {
      const [finding] = told([...shop(), machine(state(each))]);
      assert.match(finding ?? "nothing", /^unproven mandatory \S+ orders definition\.States\.Run/);
    }
  });

  it("is judged for each of its states", () => {
    const request = (AssignPublicIp: string) => ({
      TaskDefinition: "job-task",
      NetworkConfiguration: {
        AwsvpcConfiguration: { Subnets: ["subnet-1"], SecurityGroups: ["sg-1"], AssignPublicIp },
      },
    });
    const states = {
      Closed: { Type: "Task", Resource: runTask, Parameters: request("DISABLED") },
      Open: { Type: "Task", Resource: `${runTask}.sync`, Parameters: request("ENABLED") },
    };
    const stack = [
      ...shop(),
      make.taskDefinition("job-task", [make.app]),
      machine(JSON.stringify({ StartAt: "Closed", States: states })),
      make.ingress("opened", "lb-group", { securityGroupId: "sg-1", fromPort: 1, toPort: 9, cidrIpv4: "0.0.0.0/0" }),
    ];
    const path = "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups";
    assert.deepEqual(told(stack), [
      `unproven advisory ${unproxied} orders definition.States.Open.${path}`,
      `violation mandatory ${unproxied} opened`,
    ]);
  });
});

describe("a state machine that starts the proxied task", () => {
  it("is told of the state that lets operators in, and of no other", () => {
    const request = (EnableExecuteCommand: boolean) => ({
      TaskDefinition: "web-task",
      EnableExecuteCommand,
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ["subnet-1"], SecurityGroups: ["sg-1"] } },
    });
    const states = [false, true].map((each) => ({ Type: "Task", Resource: runTask, Parameters: request(each) }));
    const stack = [...shop(), machine(JSON.stringify({ States: { A: states[0], B: states[1] } }))];
    assert.deepEqual(
      told(stack).filter((each) => each.includes(operators)),
      [`violation advisory ${operators} orders definition.States.B.enableExecuteCommand`],
    );
  });
});

describe("a job of AWS Batch", () => {
  const job = (containerProperties: unknown): Declared => ({
    type: "aws:batch/jobDefinition:JobDefinition",
    name: "report",
    properties: { type: "container", containerProperties },
  });
  const environment = (name: string, group: string): Declared => ({
    type: "aws:batch/computeEnvironment:ComputeEnvironment",
    name,
    properties: { computeResources: { securityGroupIds: [id(group)], subnets: ["subnet-1"] } },
  });
  const open = [
    make.group("open-group"),
    make.ingress("opened", "open-group", { fromPort: 1, toPort: 9, cidrIpv4: "0.0.0.0/0" }),
  ];
  const publicly = JSON.stringify({ networkConfiguration: { assignPublicIp: "ENABLED" } });

  it("is clean with a public address while the groups of its environment admit nobody", () => {
    const closed = [make.group("closed-group"), environment("only", "closed-group")];
    assert.deepEqual(told([...shop(), ...closed, job(publicly)]), []);
  });

  it("is clean without one, whatever the groups admit", () => {
    assert.deepEqual(told([...shop(), ...open, environment("only", "open-group"), job("{}")]), []);
  });

  it("is unproven where one of two environments is open, where none is seen, and where it cannot be read", () => {
    const two = [make.group("closed-group"), environment("a", "closed-group"), environment("b", "open-group")];
    assert.deepEqual(told([...shop(), ...open, ...two, job(publicly)]), [`unproven mandatory ${unproxied} opened`]);
    assert.deepEqual(told([...shop(), job(publicly)]), [`unproven advisory ${unproxied} report`]);
    for (const each of [notKnown, "{", { networkConfiguration: notKnown }]) {
      const stack = [...shop(), ...open, environment("only", "open-group"), job(each)];
      assert.deepEqual(told(stack), [`unproven mandatory ${unproxied} opened`]);
    }
  });
});

describe("a task set", () => {
  const taskSet: Declared = {
    ...make.service("blue", "web-task", [
      { containerName: "nginx", containerPort: 8080, targetGroupArn: arn("web-targets") },
    ]),
    type: "aws:ecs/taskSet:TaskSet",
  };
  const external = (more: Record<string, unknown> = {}) => [
    ...change(shop(), "web-service", {
      deploymentController: { type: "EXTERNAL" },
      taskDefinition: undefined,
      loadBalancers: undefined,
      networkConfiguration: undefined,
      ...more,
    }),
    { ...taskSet, properties: { ...taskSet.properties, service: id("web-service") } },
  ];

  it("is clean while it registers the proxy, and its service has nothing of its own", () => {
    assert.deepEqual(told(external()), []);
  });

  it("is an advisory doubt where the stack has the service and no task set of it", () => {
    const stack = external().filter(({ name }) => name !== "blue");
    assert.deepEqual(told(stack), [`unproven advisory ${followed} web-service deploymentController`]);
  });

  it("lets operators in when its service does", () => {
    assert.deepEqual(told(external({ enableExecuteCommand: true })), [
      `violation advisory ${operators} web-service enableExecuteCommand`,
    ]);
  });
});

describe("sessions of operators", () => {
  it("are no matter in tasks without a proxy", () => {
    const worker = make.service("worker", "worker-task", undefined, { securityGroups: [id("worker-group")] });
    const stack = [make.taskDefinition("worker-task", [make.app]), make.group("worker-group"), worker];
    assert.deepEqual(told(change([...shop(), ...stack], "worker", { enableExecuteCommand: true })), []);
  });

  it("are unproven, and never more than advice, where the setting is not known", () => {
    assert.deepEqual(told(change(shop(), "web-service", { enableExecuteCommand: notKnown })), [
      `unproven advisory ${operators} web-service enableExecuteCommand`,
    ]);
  });

  it("weigh more when the configuration says so", () => {
    const stack = change(shop(), "web-service", { enableExecuteCommand: true });
    assert.deepEqual(told(stack, { levels: { [operators]: "mandatory" } }), [
      `violation mandatory ${operators} web-service enableExecuteCommand`,
    ]);
  });
});

describe("an Express service", () => {
  const express = (more: object): Declared => ({
    type: "aws:ecs/expressGatewayService:ExpressGatewayService",
    name: "express",
    properties: { primaryContainer: { image: "shop/app:1" }, ...more },
  });

  it("may not serve the internet, and its message does not ask for a proxy that has no room in it", () => {
    const [finding] = findingsOf([express({})], "first");
    assert.deepEqual(finding?.way, [
      "internet",
      "load balancer of Express service express",
      "target group of express",
      "Main:80",
    ]);
    assert.equal(finding?.fix, "Run it as an aws.ecs.Service, whose task has room for a proxy container.");
  });

  it("is unproven in subnets that it names, which may be private", () => {
    const settings = { subnets: ["subnet-1", "subnet-2"], securityGroups: [id("express-group")] };
    assert.deepEqual(told([make.group("express-group"), express({ networkConfigurations: [settings] })]), [
      `unproven mandatory ${unproxied} express primaryContainer`,
    ]);
  });
});
