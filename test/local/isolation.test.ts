import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isolationOptions, readIsolation, withinLimit } from "../../local/isolation";

describe("A container's isolation", () => {
  const proxy = readIsolation({
    user: "101",
    readonlyRootFilesystem: true,
    linuxParameters: { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } },
    ulimits: [
      { name: "nofile", softLimit: 1024, hardLimit: 65535 },
      { name: "core", softLimit: 0, hardLimit: 0 },
    ],
  });

  it("is what the task definition asks, as options of docker run", () => {
    const expected = "--user 101 --read-only --cap-drop ALL --cap-add NET_BIND_SERVICE";
    assert.equal(isolationOptions(proxy).join(" "), `${expected} --ulimit nofile=1024:65535 --ulimit core=0:0`);
  });

  it("is nothing where the definition says nothing, as on ECS", () => {
    assert.deepEqual(isolationOptions(readIsolation({})), []);
  });

  it("asks an engine that may not raise limits for no more open files than it can give", () => {
    const limits = (openFiles: number) => withinLimit(proxy, openFiles).ulimits.map(({ soft, hard }) => [soft, hard]);
    assert.deepEqual(limits(20000)[0], [1024, 20000]);
    assert.deepEqual(limits(512), [
      [512, 512],
      [0, 0],
    ]);
    assert.deepEqual(limits(65535)[0], [1024, 65535]);
  });
});
