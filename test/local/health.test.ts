import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type HealthState, nextHealth, secondsToNextProbe, unknownHealth } from "../../local/health";
import { probeCommand } from "../../local/healthProbe";

const check = { command: ["CMD", "true"], interval: 10, timeout: 5, retries: 3, startPeriod: 20 };

/** The verdict after probes that all fail, at these seconds after the start. */
function afterFailures(times: number[], state: HealthState = unknownHealth): HealthState {
  return times.reduce((before, at) => nextHealth(check, before, { passed: false, at }), state);
}

const everySecond = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe("A container's health", () => {
  it("is HEALTHY with the first success, also within the start period", () => {
    assert.equal(nextHealth(check, unknownHealth, { passed: true, at: 1 }).verdict, "HEALTHY");
  });

  it("does not suffer from failures within the start period", () => {
    assert.deepEqual(afterFailures(everySecond(1, 29)), unknownHealth);
  });

  it("is UNHEALTHY after the retries, an interval apart, however often it is looked at", () => {
    assert.equal(afterFailures(everySecond(1, 49)).verdict, "UNKNOWN");
    assert.equal(afterFailures(everySecond(1, 50)).verdict, "UNHEALTHY");
  });

  it("turns UNHEALTHY after that many failures in a row once it was HEALTHY, and a success forgives them", () => {
    const healthy = nextHealth(check, unknownHealth, { passed: true, at: 1 });
    assert.equal(afterFailures([11, 21], healthy).verdict, "HEALTHY");
    assert.equal(afterFailures([11, 21, 31], healthy).verdict, "UNHEALTHY");
    const forgiven = nextHealth(check, afterFailures([11, 21], healthy), { passed: true, at: 31 });
    assert.equal(afterFailures([41, 51], forgiven).verdict, "HEALTHY");
  });

  it("is looked at every second until the first success, then every interval", () => {
    assert.equal(secondsToNextProbe(check, unknownHealth), 1);
    assert.equal(secondsToNextProbe(check, nextHealth(check, unknownHealth, { passed: true, at: 1 })), 10);
  });

  it("is asked by the program itself or by a shell, as the command says", () => {
    assert.deepEqual(probeCommand(["CMD", "node", "health.js"]), ["node", "health.js"]);
    assert.deepEqual(probeCommand(["CMD-SHELL", "a || b"]), ["/bin/sh", "-c", "a || b"]);
  });
});
