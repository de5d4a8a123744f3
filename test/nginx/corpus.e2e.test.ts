import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { type Attack, request } from "./corpus/attack";
import { cases, type Started, s1List } from "./corpus/cases";
import { aimed, collected, collectedMissing } from "./corpus/collected";
import { drive, type Outcome } from "./corpus/drive";
import { generated } from "./corpus/generated";
import { printOutcomes } from "./corpus/table";
import { isAtLeast } from "./nginxProgram";
import { nginxToTest, type ProxyProcess, startProxy } from "./proxyProcess";
import { type RawUpstream, startRawUpstream } from "./rawUpstream";
import { appAt, s1Settings } from "./s1Settings";

/** GATEHOUSE_CORPUS=sample drives every tenth attack, for a quick look; the test says so. */
const every = process.env.GATEHOUSE_CORPUS === "sample" ? 10 : 1;

/** Passed on by nginx, which has no check for it, and refused by the application's parser. */
const notClosed = "control characters";

describe("The drive that tells what reached the application", function () {
  this.timeout(60_000);

  it("finds what a proxy with more routes than the allow-list lets through, and what it holds back", async () => {
    const upstream = await startRawUpstream();
    const routes = [{ path: "/:a/:b/:c", methods: ["GET" as const] }];
    const proxy = await startProxy({
      ...s1Settings,
      sites: [{ routes }],
      upstreams: appAt(upstream.port),
    });
    const attack = (target: string) => ({ id: target, group: "wider", bytes: request(target) });
    const attacks = ["/api/users/1", "/API/users/1", "/x/y/z", "/api/users/by/username/ada", "/x"].map(attack);
    const options = { progress: () => undefined, tolerance: {} };
    const applications = [{ name: "app", upstream }];
    const outcomes = await drive(attacks, proxy.port, applications, s1List, options);
    await proxy.stop();
    await upstream.stop();
    assert.deepEqual(
      outcomes.map(({ fate, faults }) => [fate, faults]),
      [
        ["passed", []],
        ["reached", ["GET /API/users/1 arrived: no route"]],
        ["reached", ["GET /x/y/z arrived: no route"]],
        ["refused", ["inside the allow-list, but did not arrive"]],
        ["refused", []],
      ],
    );
  });
});

for (const { name, list, door, host, start } of cases) {
  describe(`Attacks on ${name}`, function () {
    this.timeout(300_000);
    let started: Started;
    let proxy: ProxyProcess;

    before(async () => {
      started = await start();
      proxy = await startProxy(started.settings);
    });
    after(async () => {
      await proxy?.stop();
      await started?.stop();
    });

    async function run(attacks: Attack[]): Promise<Outcome[]> {
      const { applications } = started;
      for (const { upstream } of applications) upstream.forget();
      const some = attacks.filter((_, index) => index % every === 0);
      if (every > 1) console.log(`a sample: ${some.length} of ${attacks.length} attacks (GATEHOUSE_CORPUS=sample)`);
      const progress = (sent: number) => console.log(`${sent} of ${some.length} attacks sent to ${name}`);
      const tolerance = { bareLf: !isAtLeast([1, 29, 4], await nginxToTest()) };
      const outcomes = await drive(some, proxy.port, applications, list, { progress, tolerance });
      console.log(printOutcomes(outcomes));
      return outcomes;
    }

    /** Nothing that must not happen did, and the applications' own parsers agree with the strict reader. */
    function assertClosed(outcomes: Outcome[]): void {
      const faults = outcomes
        .filter(({ attack }) => attack.group !== notClosed)
        .filter(({ faults }) => faults.length > 0);
      assert.deepEqual(
        faults.map(({ attack, faults }) => ({ ...attack, faults })),
        [],
      );
      const malformed = outcomes.filter(({ fate }) => fate === "malformed").length;
      const upstreams = started.applications.map(({ upstream }) => upstream);
      const sum = (of: (upstream: RawUpstream) => number) => upstreams.reduce((total, one) => total + of(one), 0);
      assert.equal(
        sum(({ refusals }) => refusals.length),
        malformed,
      );
      assert.deepEqual(
        upstreams.flatMap((one) => one.unfinished()),
        [],
      );
      assert.equal(
        sum((one) => one.served()),
        sum(({ arrivals }) => arrivals.length) - malformed,
      );
      assert.equal(outcomes.filter(({ fate }) => fate === "reached").length, 0);
    }

    it("that others collected reach the application in no case, and none is passed on malformed", async function () {
      const missing = collectedMissing();
      if (missing !== undefined) {
        console.log(`not run: ${missing}`);
        this.skip();
      }
      const attacks = collected();
      assert.ok(attacks.length >= 1800, `${attacks.length} collected attacks`);
      assertClosed(await run([...attacks, ...aimed(attacks, door, host)]));
    });

    it("that are generated reach the application in no case, and what is allowed arrives", async () => {
      const outcomes = await run(generated(door, host));
      assertClosed(outcomes);
      assert.ok(outcomes.filter(({ fate }) => fate === "passed").length > outcomes.length / 10);
    });
  });
}
