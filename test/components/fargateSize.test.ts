import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkFargateSize, fargateCpus, fargateMemories } from "../../components/fargateSize";

describe("Fargate sizes", () => {
  it("are the ones that AWS sells", () => {
    const gib = (cpu: number) => fargateMemories(cpu).map((mib) => mib / 1024);
    assert.deepEqual(gib(256), [0.5, 1, 2]);
    assert.deepEqual(gib(512), [1, 2, 3, 4]);
    assert.deepEqual(gib(1024), [2, 3, 4, 5, 6, 7, 8]);
    assert.equal(gib(2048).length, 13);
    assert.equal(gib(4096).at(-1), 30);
    assert.deepEqual(gib(8192), [16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60]);
    assert.deepEqual(gib(16384).slice(0, 3), [32, 40, 48]);
    assert.deepEqual(gib(32768), [60, 120, 244]);
  });

  it("are all accepted", () => {
    for (const cpu of fargateCpus) {
      for (const memory of fargateMemories(cpu)) assert.deepEqual(checkFargateSize("size", { cpu, memory }), []);
    }
  });

  it("refuse memory between two steps and name the next larger", () => {
    const [problem] = checkFargateSize("service", { cpu: 8192, memory: 31 * 1024 });
    assert.equal(problem?.where, "service.memory");
    assert.equal(problem?.fix, "use 32768");
    assert.match(problem?.legal ?? "", /16384 to 61440 in steps of 4096 MiB/);
  });

  it("show a number in quotes as what it is", () => {
    const size = { cpu: 256, memory: "512" as unknown as number };
    assert.equal(checkFargateSize("service", size)[0]?.given, '"512" MiB with 256 CPU units');
    assert.equal(checkFargateSize("service", { ...size, cpu: "256" as unknown as number })[0]?.given, '"256"');
  });

  it("refuse a CPU that is not sold", () => {
    const [problem] = checkFargateSize("service", { cpu: 300, memory: 512 });
    assert.equal(problem?.where, "service.cpu");
    assert.equal(problem?.fix, "use 512");
  });
});
