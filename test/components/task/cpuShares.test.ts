import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { shareCpu } from "../../../components/task/cpuShares";

const container = (name: string, cpu?: number) => ({ name, size: cpu === undefined ? {} : { cpu } });

/** What each gets of 1024 units. */
function shares(...containers: ReturnType<typeof container>[]): (number | undefined)[] {
  return shareCpu(1024, containers).map(({ size }) => size.cpu);
}

describe("The CPU units of a task", () => {
  it("are the proxy's by an eighth, and the others' in equal parts", () => {
    assert.deepEqual(shares(container("nginx"), container("app")), [128, 896]);
    assert.deepEqual(shares(container("nginx"), container("app"), container("staff")), [128, 448, 448]);
  });

  it("stay with whom they were given to; the others divide the rest, so that none has ECS's 2 beside hundreds", () => {
    assert.deepEqual(shares(container("nginx"), container("app", 512)), [512, 512]);
    assert.deepEqual(shares(container("nginx", 256), container("app"), container("staff", 256)), [256, 512, 256]);
    assert.deepEqual(shares(container("nginx", 256), container("app", 256)), [256, 256]);
  });

  it("are all the proxy's where it is alone", () => {
    assert.deepEqual(shares(container("nginx")), [1024]);
  });

  it("are ECS's least where nothing is left", () => {
    assert.deepEqual(shares(container("nginx"), container("app", 1024)), [undefined, 1024]);
  });

  it("are never more than the task has, and never less than the least", () => {
    const given = fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.integer({ min: 1200, max: 16384 }),
        fc.array(given, { minLength: 1, maxLength: 4 }),
        (total, cpus) => {
          const containers = cpus.map((cpu, index) => container(index === 0 ? "nginx" : `other-${index}`, cpu));
          const shared = shareCpu(total, containers).map(({ size }) => size.cpu ?? 0);
          assert.ok(shared.reduce((sum, cpu) => sum + cpu, 0) <= total);
          for (const [index, cpu] of cpus.entries())
            assert.ok(cpu === undefined ? (shared[index] ?? 0) >= 2 : shared[index] === cpu);
        },
      ),
    );
  });
});
