import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { updateMinutes } from "../../../components/release/updateMinutes";
import { type Change, planned } from "../task/planned";

const minutes = (change: Change) => updateMinutes(planned(change));
const rolling = (minimumHealthyPercent: number, maximumPercent: number) => ({
  deployment: { kind: "rolling" as const, minimumHealthyPercent, maximumPercent },
});

describe("How long an update waits for a deployment", () => {
  // A task is well after 10 s of start and two checks of 6 s, and gone after 60 s of draining and two stops of 30 s.
  const wave = 10 + 2 * 6 + 60 + 2 * 30;
  const grace = 60;
  const expected = (waves: number, deliberate = 0) => 20 + deliberate + Math.ceil((2 * waves * wave + grace) / 60);

  it("is 20 minutes, the grace, and one wave of tasks there and back, where all can be replaced at once", () => {
    assert.equal(minutes({}), expected(1));
    assert.equal(minutes(rolling(100, 200)), expected(1));
  });

  it("is as many waves as the percentages need: fifty, where one of fifty tasks goes at a time", () => {
    assert.equal(minutes({ desiredCount: 50, ...rolling(100, 102) }), expected(50));
    assert.equal(minutes({ desiredCount: 4, ...rolling(50, 100) }), expected(2));
    assert.equal(minutes({ desiredCount: 5, ...rolling(50, 100) }), expected(3));
  });

  it("counts the tasks that scaling may have made, by its limits and by its schedules", () => {
    const day = { name: "day", schedule: "cron(0 8 * * ? *)", minimum: 2, maximum: 80 };
    const scaling = { minimum: 2, maximum: 50, cpuPercent: 60 };
    assert.equal(minutes({ scaling, ...rolling(100, 102) }), expected(50));
    assert.equal(minutes({ scaling: { ...scaling, schedules: [day] }, ...rolling(100, 102) }), expected(80));
  });

  it("has the start of a slow application in each wave, and its grace once", () => {
    const slow = { application: { health: { command: ["CMD", "true"], startSeconds: 300 } } };
    assert.ok(minutes({ ...slow, rollout: { graceSeconds: 1800 } }) >= 20 + (300 + 1800) / 60);
    const many = { ...slow, rollout: { graceSeconds: 1800 }, desiredCount: 50, ...rolling(100, 102) };
    assert.ok(minutes(many) >= (50 * 300 + 1800) / 60);
  });

  it("has what the deployment waits on purpose, and one wave, where a second revision runs in full", () => {
    const alarms = { topicArns: [] };
    assert.equal(minutes({ deployment: { kind: "linear" }, alarms, desiredCount: 50 }), expected(1, 70));
  });

  it("never gets shorter by more tasks, and is a number without any", () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(100), fc.integer({ min: 101, max: 400 }), (tasks, least, most) => {
        const percentages = rolling(least, most);
        const fewer = minutes({ desiredCount: tasks, ...percentages });
        assert.ok(Number.isInteger(fewer) && fewer >= expected(1));
        assert.ok(minutes({ desiredCount: tasks * 2, ...percentages }) >= expected(1));
      }),
    );
  });
});
