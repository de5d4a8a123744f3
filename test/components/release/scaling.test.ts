import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { checkScaling, type ScalingSurroundings } from "../../../components/release/checkScaling";
import { planRelease } from "../../../components/release/releasePlan";
import { planScaling, type ScalingArgs } from "../../../components/release/scalingPlan";

const around: ScalingSurroundings = { desiredCount: 2, requestsCounted: { balancer: true, oneGroup: true } };
const sound: ScalingArgs = { minimum: 2, maximum: 10, cpuPercent: 60 };
const day = { name: "day", schedule: "cron(0 8 ? * MON-FRI *)", timezone: "Europe/Berlin", minimum: 4, maximum: 20 };

const problems = (change: Partial<ScalingArgs>, more: Partial<ScalingSurroundings> = {}) =>
  checkScaling("service.scaling", planScaling({ ...sound, ...change }), { ...around, ...more });

const refused = (change: Partial<ScalingArgs>, more: Partial<ScalingSurroundings> = {}) =>
  problems(change, more).map(({ where, given }) => `${where}: ${given}`);

describe("Scaling", () => {
  it("follows CPU, memory and requests, each by a policy of its own", () => {
    const { targets } = planScaling({ ...sound, memoryPercent: 70, requestsPerTarget: 1000 });
    assert.deepEqual(
      targets.map(({ name, value }) => `${name} ${value}`),
      ["cpu 60", "memory 70", "requests 1000"],
    );
    assert.deepEqual(problems({ memoryPercent: 70, requestsPerTarget: 1000, schedules: [day] }), []);
  });

  it("begins with two tasks, or what its limits allow next to it", () => {
    const begins = (minimum: number, maximum: number) =>
      planRelease({ scaling: { ...sound, minimum, maximum } }).desiredCount;
    assert.deepEqual([begins(1, 10), begins(4, 10), begins(1, 1)], [2, 4, 1]);
    assert.equal(planRelease({}).desiredCount, 2);
  });

  for (const [what, change, given] of [
    ["a minimum above the maximum", { minimum: 5, maximum: 4 }, "service.scaling.minimum: 5, with a maximum of 4"],
    ["a desired count below", { minimum: 3 }, "service.desiredCount: 2, with scaling from 3 to 10"],
    ["no task at all", { minimum: 0 }, "service.scaling.minimum: 0"],
    ["half a task", { maximum: 2.5 }, "service.scaling.maximum: 2.5"],
    ["more CPU than there is", { cpuPercent: 101 }, "service.scaling.cpuPercent: 101"],
    ["a wait below 0", { scaleInSeconds: -1 }, "service.scaling.scaleInSeconds: -1"],
    [
      "a schedule's limits in the wrong order",
      { schedules: [{ ...day, minimum: 30 }] },
      "service.scaling.schedules[0].minimum: 30, with a maximum of 20",
    ],
    ["two schedules of one name", { schedules: [day, day] }, 'service.scaling.schedules[1].name: "day", a second time'],
    [
      "a schedule as cron writes it",
      { schedules: [{ ...day, schedule: "0 8 * * 1-5" }] },
      'service.scaling.schedules[0].schedule: "0 8 * * 1-5"',
    ],
    [
      "a rate that grammar forbids",
      { schedules: [{ ...day, schedule: "rate(1 days)" }] },
      'service.scaling.schedules[0].schedule: "rate(1 days)"',
    ],
    [
      "a time zone that there is not",
      { schedules: [{ ...day, timezone: "Europe/Atlantis" }] },
      'service.scaling.schedules[0].timezone: "Europe/Atlantis"',
    ],
  ] as [string, Partial<ScalingArgs>, string][]) {
    it(`is refused with ${what}`, () => assert.deepEqual(refused(change), [given]));
  }

  it("has something to follow", () => {
    const idle = planScaling({ minimum: 2, maximum: 10 });
    const [problem] = checkScaling("service.scaling", idle, around);
    assert.equal(problem?.given, "nothing to follow");
  });

  it("counts requests at one target group of an Application Load Balancer only", () => {
    const requests = { requestsPerTarget: 1000 };
    assert.deepEqual(refused(requests, { requestsCounted: { balancer: false, oneGroup: true } }), [
      "service.scaling.requestsPerTarget: 1000, without an Application Load Balancer",
    ]);
    assert.deepEqual(refused(requests, { requestsCounted: { balancer: true, oneGroup: false } }), [
      "service.scaling.requestsPerTarget: 1000, with a deployment that moves between two target groups",
    ]);
    assert.deepEqual(refused({}, { requestsCounted: { balancer: false, oneGroup: false } }), []);
  });

  it("is sound for exactly the counts between its limits", () => {
    const count = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(count, count, count, (minimum, maximum, desiredCount) => {
        const found = problems({ minimum, maximum }, { desiredCount });
        assert.equal(found.length === 0, minimum <= desiredCount && desiredCount <= maximum);
      }),
    );
  });
});
