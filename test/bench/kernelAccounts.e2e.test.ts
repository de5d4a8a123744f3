import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { describe, it } from "mocha";
import {
  allowedProcessors,
  parseChildren,
  parseProcessorList,
  parseSchedstat,
  parseSmapsRollup,
  processFamily,
  readAccount,
  readMemory,
} from "../../bench/proxy/kernelAccounts";

describe("The kernel's accounts", () => {
  it("are read from the texts of /proc", () => {
    assert.equal(parseSchedstat("123456789 42 7\n"), 123456789);
    assert.throws(() => parseSchedstat(""), /no schedstat/);
    assert.deepEqual(parseChildren("12 345 \n"), [12, 345]);
    assert.deepEqual(parseChildren(""), []);
    const rollup = "55a0-7ffd ---p 00000000 00:00 0   [rollup]\nRss:    1024 kB\nPss:     300 kB\nPss_Anon:  9 kB\n";
    assert.deepEqual(parseSmapsRollup(rollup), { rss: 1024, pss: 300 });
    assert.throws(() => parseSmapsRollup("Rss: 1 kB\n"), /no Pss/);
  });

  it("name processors by numbers and ranges", () => {
    assert.deepEqual(parseProcessorList("0-2,5,7-8\n"), [0, 1, 2, 5, 7, 8]);
    assert.deepEqual(parseProcessorList("3"), [3]);
    assert.deepEqual(parseProcessorList("\n"), []);
  });

  it("hold what a process and its children spend, and their memory", async function () {
    if (process.platform !== "linux") return this.skip();
    const loop = "for (const end = Date.now() + 300; Date.now() < end; );";
    const parent = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(`${loop} setTimeout(() => {}, 9e4)`)}]); setTimeout(() => {}, 9e4)`;
    const child = spawn(process.execPath, ["-e", parent]);
    const pid = child.pid ?? assert.fail("not started");
    let family: number[] = [];
    try {
      const spent = () => readAccount(pid).cpuNanoseconds / 1e6;
      for (const end = Date.now() + 4000; Date.now() < end && spent() < 200; )
        await new Promise((go) => setTimeout(go, 50));
      family = processFamily(pid);
      assert.equal(family.length, 2);
      assert.ok(spent() >= 200, `${spent()} ms`);
      const { rss, pss } = readMemory(pid);
      assert.ok(pss > 1000 && pss <= rss, `${pss} of ${rss} KiB`);
    } finally {
      for (const each of family.length > 0 ? family : [pid]) process.kill(each, "SIGKILL");
    }
    assert.ok(allowedProcessors().length > 0);
  });
});
