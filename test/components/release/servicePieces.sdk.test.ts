import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { Cluster, LoadBalancer, Network, ProxiedService, type ProxiedServiceArgs } from "../../../components/index";
import { assertGolden } from "../../golden";
import { type Registration, registrations } from "../registrations";

type Shape = Partial<ProxiedServiceArgs>;

const topic = "arn:aws:sns:us-east-1:123456789012:on-call";
const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-0000-0000-000000000000";
const routes = [{ path: "/api/users/:id", methods: ["GET"] }];

describe("What a service is released and watched with", () => {
  const started = process.cwd();
  let project: string;

  before(() => {
    project = mkdtempSync(join(tmpdir(), "project-"));
    process.chdir(project);
  });
  after(() => {
    process.chdir(started);
    rmSync(project, { recursive: true });
  });

  const stacks = new Map<string, Promise<Registration[]>>();

  /** The stack of a service of this shape, which several tests look at. */
  function made(shape: Shape): Promise<Registration[]> {
    const key = JSON.stringify(shape);
    const stack = stacks.get(key) ?? make(shape);
    stacks.set(key, stack);
    return stack;
  }

  const make = (shape: Shape) =>
    registrations(() => {
      const network = new Network("web", {});
      new ProxiedService("web", {
        network,
        cluster: new Cluster("web", {}),
        edge: new LoadBalancer("web", { network, certificateArn }),
        application: { image: { uri: "shop/app:1" }, health: { command: ["CMD", "true"] } },
        proxy: { sites: [{ routes }] },
        ...shape,
      });
    });

  const ofType = (all: Registration[], type: string) => all.filter((each) => each.type.endsWith(`:${type}`));
  const names = (all: Registration[], type: string) => ofType(all, type).map(({ name }) => name);
  const inputsOf = (all: Registration[], type: string, name = "web") => {
    const found = ofType(all, type).find((each) => each.name === name);
    assert.ok(found, `${type} ${name}`);
    return found.inputs;
  };

  it("is nothing beside the service, unless somebody asks for it", async () => {
    const all = await made({});
    for (const type of ["Target", "Policy", "MetricAlarm", "Dashboard", "LogMetricFilter", "EventRule"]) {
      assert.deepEqual(names(all, type), [], type);
    }
    assert.deepEqual(names(all, "TargetGroup"), ["web"]);
  });

  it("never has a name that a second component could have", async () => {
    const all = await made({
      deployment: { kind: "canary", testListener: { port: 8443, cidrs: ["203.0.113.0/24"] } },
      alarms: { topicArns: [] },
    });
    for (const type of ["TargetGroup", "ListenerRule", "Listener"]) {
      const further = names(all, type).filter((name) => !["web", "web-http", "web-https"].includes(name));
      assert.ok(further.length > 0, type);
      // No component's name has a dot.
      for (const name of further) assert.match(name, /^web\./);
    }
  });

  it("has a role that ECS alone takes, on no condition that ECS may not meet, to move requests and no more", async () => {
    const all = await made({ deployment: { kind: "blueGreen" }, alarms: { topicArns: [] } });
    const role = inputsOf(all, "Role", "web-traffic");
    const { Statement } = JSON.parse(String(role.assumeRolePolicy));
    assert.deepEqual(Statement, [
      { Effect: "Allow", Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    assert.equal(
      inputsOf(all, "RolePolicyAttachment", "web-traffic").policyArn,
      "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers",
    );
  });

  it("lets ECS take the roles of its tasks for this account and region only", async () => {
    const all = await made({});
    for (const name of ["web-execution", "web-task"]) {
      const { Statement } = JSON.parse(String(inputsOf(all, "Role", name).assumeRolePolicy));
      assert.deepEqual(
        Statement,
        [
          {
            Effect: "Allow",
            Principal: { Service: "ecs-tasks.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "aws:SourceAccount": "123456789012" },
              ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:123456789012:*" },
            },
          },
        ],
        name,
      );
    }
  });

  it("has two target groups of one kind, both on the proxy's port", async () => {
    const all = await made({ deployment: { kind: "linear" }, alarms: { topicArns: [] } });
    const [primary, alternate, ...more] = ofType(all, "TargetGroup").map(({ inputs }) => inputs);
    assert.equal(more.length, 0);
    assert.deepEqual(alternate, { ...primary, namePrefix: "web-" });
    assert.equal(primary?.port, 8080);
    const [{ forward }] = inputsOf(all, "ListenerRule").actions as [
      { forward: { targetGroups: { weight: number }[] } },
    ];
    assert.deepEqual(
      forward.targetGroups.map(({ weight }) => weight),
      [100, 0],
    );
  });

  it("has a test listener with the edge's own certificate, one rule a network, and no other door", async () => {
    const cidrs = ["203.0.113.0/24", "198.51.100.7/32"];
    const all = await made({
      deployment: { kind: "canary", testListener: { port: 8443, cidrs } },
      alarms: { topicArns: [] },
    });
    const { protocol, port, certificateArn: used } = inputsOf(all, "Listener", "web.test");
    assert.deepEqual([protocol, port, used], ["HTTPS", 8443, certificateArn]);
    const admitted = ofType(all, "SecurityGroupIngressRule")
      .map(({ inputs }) => inputs)
      .filter(({ fromPort, toPort }) => Number(fromPort) <= 8443 && Number(toPort) >= 8443);
    assert.deepEqual(
      admitted.map(({ cidrIpv4 }) => cidrIpv4),
      cidrs,
    );
  });

  it("scales within its limits, by a policy a metric and an action a schedule", async () => {
    const night = { name: "night", schedule: "cron(0 22 * * ? *)", minimum: 1, maximum: 2 };
    const scaling = { minimum: 2, maximum: 10, cpuPercent: 60, memoryPercent: 75, schedules: [night] };
    const all = await made({ scaling });
    const { minCapacity, maxCapacity, scalableDimension } = inputsOf(all, "Target");
    assert.deepEqual([minCapacity, maxCapacity, scalableDimension], [2, 10, "ecs:service:DesiredCount"]);
    const policies = ofType(all, "Policy").map(({ inputs }) => inputs.targetTrackingScalingPolicyConfiguration);
    assert.deepEqual(policies, [
      {
        predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
        targetValue: 60,
        scaleInCooldown: 300,
        scaleOutCooldown: 60,
      },
      {
        predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageMemoryUtilization" },
        targetValue: 75,
        scaleInCooldown: 300,
        scaleOutCooldown: 60,
      },
    ]);
    const action = inputsOf(all, "ScheduledAction", "web.night");
    assert.deepEqual(action.scalableTargetAction, { minCapacity: 1, maxCapacity: 2 });
    assert.equal(action.timezone, "UTC");
  });

  it("tells each topic of alarms, of their end, and of a deployment that failed", async () => {
    const all = await made({ deployment: { kind: "canary" }, alarms: { topicArns: [topic] } });
    for (const { name, inputs } of ofType(all, "MetricAlarm")) {
      assert.deepEqual([inputs.alarmActions, inputs.okActions], [[topic], [topic]], name);
      assert.equal(inputs.name, `gatehouse/dev/${name}`);
    }
    assert.deepEqual(
      ofType(all, "EventTarget").map(({ inputs }) => inputs.arn),
      [topic],
    );
  });

  it("takes a deployment back by what each target group sees, never by what others share", async () => {
    const all = await made({ deployment: { kind: "canary" }, alarms: { topicArns: [topic] } });
    const { alarms } = inputsOf(all, "Service") as { alarms: { alarmNames: string[]; rollback: boolean } };
    assert.equal(alarms.rollback, true);
    assert.deepEqual(alarms.alarmNames, [
      "gatehouse/dev/web-unhealthy",
      "gatehouse/dev/web-errors",
      "gatehouse/dev/web-latency",
      "gatehouse/dev/web.alternate-unhealthy",
      "gatehouse/dev/web.alternate-errors",
      "gatehouse/dev/web.alternate-latency",
    ]);
  });

  it("has the alarms that were reviewed", async () => {
    const all = await made({ deployment: { kind: "canary" }, alarms: { topicArns: [topic] } });
    assertGolden("components/alarms.txt", `${ofType(all, "MetricAlarm").map(described).sort().join("\n\n")}\n`);
  });
});

interface Query {
  expression?: string;
  metric?: { namespace: string; metricName: string; stat: string };
}

/** An alarm as someone who was called would read it. */
function described({ name, inputs }: Registration): string {
  const queries = (inputs.metricQueries as Query[] | undefined) ?? [];
  const metrics = queries.flatMap(({ metric }) => metric ?? []);
  const measured =
    metrics.length > 0
      ? `${queries[0]?.expression}: ${metrics.map((each) => `${each.stat} ${each.namespace} ${each.metricName}`).join(", ")}`
      : `${inputs.statistic ?? inputs.extendedStatistic} ${inputs.namespace} ${inputs.metricName}`;
  return [
    name,
    `  ${inputs.alarmDescription}`,
    `  ${measured}`,
    `  > ${inputs.threshold} in ${inputs.evaluationPeriods} of ${inputs.evaluationPeriods} minutes; without data ${inputs.treatMissingData}`,
  ].join("\n");
}
