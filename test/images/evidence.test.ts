import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { capabilities, checked } from "../../images/insideChecks";
import { describeEnds } from "../../images/stopChecks";

const sets = (effective: string, bounding = effective) =>
  `Uid:\t101\t101\t101\t101\nCapInh:\t0000000000000000\nCapPrm:\t${effective}\nCapEff:\t${effective}\nCapBnd:\t${bounding}\nCapAmb:\t0000000000000000\n`;
const none = "0000000000000000";

describe("What the kernel and the engine say of a container", () => {
  it("is that it has no capabilities only when every set is empty", () => {
    assert.equal(capabilities(sets(none)), "none");
    assert.equal(capabilities(sets(none, "00000000a80425fb")), "CapBnd 00000000a80425fb");
    assert.match(capabilities("Name:\tnginx\n"), /CapEff not told/);
  });

  it("is held against what the definition says, where it says anything", () => {
    assert.equal(checked("user", "101", "0", "").asExpected, false);
    assert.equal(checked("user", "any", "0", "").asExpected, true);
  });

  const containers = [
    { name: "app", inside: ["docker", "exec", "task-app"] },
    { name: "nginx", inside: ["docker", "exec", "task-nginx"] },
  ];
  const kill = (name: string, signal: string) => ({ Action: "kill", Actor: { Attributes: { name, signal } } });
  const die = (name: string, exitCode: string) => ({ Action: "die", Actor: { Attributes: { name, exitCode } } });

  it("is in which order the containers ended, each by which signal and with which code", () => {
    const events = [kill("task-nginx", "3"), die("task-nginx", "0"), kill("task-app", "15"), die("task-app", "0")];
    assert.equal(describeEnds(containers, events), "nginx SIGQUIT 0, app SIGTERM 0");
  });

  it("names the first signal, and leaves out containers of others", () => {
    const events = [
      die("other", "1"),
      kill("task-app", "15"),
      kill("task-app", "9"),
      die("task-app", "137"),
      die("task-nginx", "1"),
    ];
    assert.equal(describeEnds(containers, events), "app SIGTERM 137, nginx without a signal 1");
  });
});
