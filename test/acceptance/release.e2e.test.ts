import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import { afterEach, beforeEach, describe, it } from "mocha";
import {
  Cluster,
  ContainerImage,
  type DeploymentArgs,
  LoadBalancer,
  Network,
  ProxiedService,
  type ProxiedServiceArgs,
} from "../../components/index";
import { onStandIns } from "../../preview/engine/onStandIns";
import { drifted, moved, replaced, resourcesOf } from "./drift";

const root = join(__dirname, "..", "..");

type Shape = Pick<
  ProxiedServiceArgs,
  "deployment" | "desiredCount" | "scaling" | "alarms" | "dashboard" | "logMetrics"
>;

const listenerRule = "aws:lb/listenerRule:ListenerRule";

const office = { port: 8443, cidrs: ["203.0.113.0/24"] };

/** A service behind HTTPS, released and watched in one way or another. */
function program(
  shape: (topic: aws.sns.Topic) => Shape,
  { port = () => 8080, more = () => undefined }: { port?: () => number; more?: (edge: LoadBalancer) => void } = {},
) {
  return () => {
    const network = new Network("web", {});
    const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-0000-0000-000000000000";
    const edge = new LoadBalancer("web", { network, certificateArn });
    const image = new ContainerImage("web-app", { context: "app" });
    new ProxiedService("web", {
      network,
      edge,
      cluster: new Cluster("web", {}),
      application: { image, health: { command: ["CMD", "node", "dist/health.js"] } },
      proxy: { port: port(), sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] },
      ...shape(new aws.sns.Topic("on-call", {})),
    });
    more(edge);
  };
}

describe("A released and watched service on the real engine, under the policy pack,", () => {
  let state: string;
  const said: EngineEvent[] = [];

  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), "gatehouse-release-"));
    said.length = 0;
  });
  afterEach(() => rmSync(state, { recursive: true }));

  const onEngine = (run: (stack: Stack) => Promise<void>, made: () => void) =>
    onStandIns(
      { stack: "dev", projectDir: root, state, program: made, policyPacks: ["policies"], progress: () => undefined },
      run,
    );
  const onEvent = (event: EngineEvent) => said.push(event);
  const policies = () => said.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [policyEvent.message]));

  const previewed = async (stack: Stack) => (await stack.preview({ onEvent })).changeSummary;

  it("with alarms, scaling and a dashboard is made, and left alone by a second update and by what scaling did", async () => {
    const shape = (topic: aws.sns.Topic): Shape => ({
      alarms: { topicArns: [topic.arn] },
      dashboard: true,
      scaling: {
        minimum: 2,
        maximum: 10,
        cpuPercent: 60,
        requestsPerTarget: 1000,
        schedules: [{ name: "night", schedule: "cron(0 22 * * ? *)", minimum: 1, maximum: 2 }],
      },
    });
    await onEngine(async (stack) => {
      await stack.preview({ onEvent });
      const made = await stack.up({ onEvent });
      const count = made.summary.resourceChanges?.create ?? 0;
      const again = await stack.up({ onEvent });
      assert.deepEqual(again.summary.resourceChanges, { same: count });

      const resources = await resourcesOf(stack);
      const service = resources.find(({ type }) => type === "aws:ecs/service:Service");
      const rollback = service?.inputs.alarms as { alarmNames: string[] } | undefined;
      assert.deepEqual(rollback?.alarmNames, [
        "gatehouse/dev/web-unhealthy",
        "gatehouse/dev/web-errors",
        "gatehouse/dev/web-latency",
      ]);
      const policy = resources.find(({ urn }) => urn.endsWith("Policy::web-requests"));
      assert.match(JSON.stringify(policy?.inputs), /"resourceLabel":"app\/web-\w+\/\w+\/targetgroup\/web-\w+\/\w+"/);
      const dashboard = resources.find(({ type }) => type === "aws:cloudwatch/dashboard:Dashboard");
      const { widgets } = JSON.parse(String(dashboard?.inputs.dashboardBody)) as { widgets: { type: string }[] };
      assert.deepEqual(
        widgets.map(({ type }) => type),
        ["metric", "metric", "metric", "metric", "metric", "log"],
      );

      assert.equal(await drifted(stack, "aws:ecs/service:Service", () => ({ desiredCount: 7 })), 1);
      assert.equal(
        await drifted(stack, "aws:appautoscaling/target:Target", () => ({ minCapacity: 1, maxCapacity: 2 })),
        1,
      );
      assert.deepEqual(await previewed(stack), { same: count });
    }, program(shape));
    assert.deepEqual(policies(), []);
  });

  it("without scaling takes its own number of tasks back", async () => {
    await onEngine(
      async (stack) => {
        await stack.up({ onEvent });
        await drifted(stack, "aws:ecs/service:Service", () => ({ desiredCount: 7 }));
        assert.equal((await previewed(stack)).update, 1);
      },
      program(() => ({})),
    );
  });

  for (const kind of ["canary", "blueGreen"] as const) {
    it(`of kind ${kind} leaves alone where ECS moved the requests, and nothing else`, async () => {
      let port = 8080;
      const shape = (topic: aws.sns.Topic): Shape => ({
        deployment: { kind, testListener: office },
        alarms: { topicArns: [topic.arn] },
      });
      await onEngine(
        async (stack) => {
          await stack.preview({ onEvent });
          const made = await stack.up({ onEvent });
          const count = made.summary.resourceChanges?.create ?? 0;
          const again = await stack.up({ onEvent });
          assert.deepEqual(again.summary.resourceChanges, { same: count });
          assert.equal(await drifted(stack, listenerRule, moved), 2);
          assert.deepEqual(await previewed(stack), { same: count });
          assert.deepEqual(replaced(said, listenerRule), []);

          // Other target groups: a rule that went on leading to the old ones could not be told from one that ECS moved.
          port = 9090;
          await previewed(stack);
          assert.deepEqual(replaced(said, listenerRule), ["web", "web.test"]);
          port = 8080;
          await drifted(stack, listenerRule, () => ({ priority: 7 }));
          assert.ok(((await previewed(stack)).update ?? 0) >= 2);
        },
        program(shape, { port: () => port }),
      );
      assert.deepEqual(policies(), []);
    });
  }

  it("goes from rolling to canary with a rule that leads to both target groups, and back with one that leads to the first", async () => {
    let deployment: DeploymentArgs = { kind: "rolling" };
    await onEngine(
      async (stack) => {
        const forwards = async () => {
          await stack.up({ onEvent });
          const resources = await resourcesOf(stack);
          const rule = resources.find(({ type }) => type === listenerRule);
          const groups = resources.filter(({ type }) => type === "aws:lb/targetGroup:TargetGroup");
          return groups.filter(({ outputs }) => JSON.stringify(rule?.inputs).includes(String(outputs.arn))).length;
        };
        assert.equal(await forwards(), 1);
        deployment = { kind: "canary" };
        assert.equal(await forwards(), 2);
        deployment = { kind: "rolling" };
        assert.equal(await forwards(), 1);
      },
      program(() => ({ deployment, alarms: { topicArns: [] } })),
    );
    assert.deepEqual(policies(), []);
  });

  it("is refused by the pack, on the first preview, when somebody opens its test listener to the world", async () => {
    const shape = (): Shape => ({
      deployment: { kind: "blueGreen", testListener: office },
      alarms: { topicArns: [] },
    });
    const opened = (edge: LoadBalancer) => {
      new aws.vpc.SecurityGroupIngressRule("opened", {
        securityGroupId: edge.securityGroupId,
        ipProtocol: "tcp",
        fromPort: office.port,
        toPort: office.port,
        cidrIpv4: "0.0.0.0/0",
      });
    };
    await onEngine(
      async (stack) => {
        await assert.rejects(stack.preview({ onEvent }));
      },
      program(shape, { more: opened }),
    );
    const [message, ...more] = [...new Set(policies())];
    assert.deepEqual(more, []);
    assert.match(message ?? "", /The internet reaches the test rule of a deployment/);
  });
});
