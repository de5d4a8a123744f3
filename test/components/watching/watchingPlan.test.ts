import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkWatching } from "../../../components/watching/checkWatching";
import { balancerSuffix } from "../../../components/watching/metrics";
import { planWatching, type WatchingSettings } from "../../../components/watching/watchingPlan";

const proxy = { readSeconds: 55, logs: "cloudwatch" } as const;
const topicArns = ["arn:aws:sns:us-east-1:123456789012:on-call"];

const refused = (settings: WatchingSettings, around: Partial<Parameters<typeof checkWatching>[2]> = {}) =>
  checkWatching("service", planWatching(settings, around.logs !== "firelens"), { ...proxy, ...around }).map(
    ({ where, given }) => `${where}: ${given}`,
  );

describe("What watches a service", () => {
  it("is nothing, unless it is switched on", () => {
    assert.deepEqual(planWatching({}, true), { alarms: undefined, dashboard: false, logMetrics: false });
  });

  it("counts the access log for its alarms, where there is one to count", () => {
    assert.equal(planWatching({ alarms: { topicArns } }, true).logMetrics, true);
    assert.equal(planWatching({ alarms: { topicArns } }, false).logMetrics, false);
    assert.equal(planWatching({ alarms: { topicArns }, logMetrics: false }, true).logMetrics, false);
  });

  it("is sound as it comes, also when nobody is told and alarms only take deployments back", () => {
    assert.deepEqual(refused({ alarms: { topicArns }, dashboard: true, logMetrics: true }), []);
    assert.deepEqual(refused({ alarms: { topicArns: [] } }), []);
  });

  for (const [what, alarms, given] of [
    ["no error at all", { errorPercent: 0 }, "service.alarms.errorPercent: 0"],
    ["more than every request", { errorPercent: 101 }, "service.alarms.errorPercent: 101"],
    ["no minute", { minutes: 0 }, "service.alarms.minutes: 0"],
    ["more CPU than there is", { cpuPercent: 120 }, "service.alarms.cpuPercent: 120"],
    [
      "a latency that the proxy gives up before",
      { latencySeconds: 55 },
      "service.alarms.latencySeconds: 55, with a proxy that waits 55 seconds for an answer",
    ],
    ["a topic that is none", { topicArns: ["nonsense"] }, 'service.alarms.topicArns[0]: "nonsense"'],
    ["a topic twice", { topicArns: [topicArns[0], topicArns[0]] }, `service.alarms.topicArns[1]: "${topicArns[0]}"`],
    [
      "more topics than an alarm tells",
      { topicArns: Array.from({ length: 6 }, (_, n) => `arn:aws:sns:us-east-1:123456789012:topic-${n}`) },
      "service.alarms.topicArns: 6 topics",
    ],
  ] as [string, Partial<NonNullable<WatchingSettings["alarms"]>>, string][]) {
    it(`is refused with ${what}`, () => assert.deepEqual(refused({ alarms: { topicArns, ...alarms } }), [given]));
  }

  it("cannot count a log that CloudWatch does not have", () => {
    assert.deepEqual(refused({ logMetrics: true }, { logs: "firelens" }), [
      "service.logMetrics: true, with logs of kind firelens",
    ]);
  });

  it("names a load balancer as its metrics do", () => {
    const arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/0123456789abcdef";
    assert.equal(balancerSuffix(arn), "app/web/0123456789abcdef");
  });
});
