import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import type { ProxySettings } from "../../nginx";
import type { Allowed } from "./corpus/allowList";
import { type Attack, type Door, request } from "./corpus/attack";
import { aimed, collected, collectedMissing } from "./corpus/collected";
import { drive, type Outcome } from "./corpus/drive";
import { generated } from "./corpus/generated";
import { printOutcomes } from "./corpus/table";
import { isAtLeast } from "./nginxVersion";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RawUpstream, startRawUpstream } from "./rawUpstream";
import { appAt, s1Routes, s1Settings } from "./s1Settings";

/** GATEHOUSE_CORPUS=sample drives every tenth attack, for a quick look; the test says so. */
const every = process.env.GATEHOUSE_CORPUS === "sample" ? 10 : 1;

/** Passed on by nginx, which has no check for it, and refused by the application's parser. */
const notClosed = "control characters";

const s1Allowed: Allowed[] = [
  { segments: ["api", "users", ":"], methods: ["GET", "HEAD"] },
  { segments: ["api", "users", "by", "username", ":"], methods: ["GET", "HEAD"] },
];

interface Case {
  name: string;
  settings: ProxySettings;
  allowed: Allowed[];
  /** The route that generated and aimed attacks start from. */
  door: Door;
}

const cases: Case[] = [
  { name: "S1", settings: s1Settings, allowed: s1Allowed, door: { method: "GET", path: "/api/users/1" } },
  {
    name: "S1 with a route that takes content",
    settings: { ...s1Settings, sites: [{ routes: [...s1Routes, { path: "/orders", methods: ["POST"] }] }] },
    allowed: [...s1Allowed, { segments: ["orders"], methods: ["POST"] }],
    door: { method: "POST", path: "/orders" },
  },
];

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
    const outcomes = await drive(attacks, proxy.port, upstream, s1Allowed, options);
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

for (const { name, settings, allowed, door } of cases) {
  describe(`Attacks on ${name}`, function () {
    this.timeout(300_000);
    let upstream: RawUpstream;
    let proxy: ProxyProcess;

    before(async () => {
      upstream = await startRawUpstream();
      proxy = await startProxy({ ...settings, upstreams: appAt(upstream.port) });
    });
    after(async () => {
      await proxy?.stop();
      await upstream?.stop();
    });

    async function run(attacks: Attack[]): Promise<Outcome[]> {
      upstream.forget();
      const some = attacks.filter((_, index) => index % every === 0);
      if (every > 1) console.log(`a sample: ${some.length} of ${attacks.length} attacks (GATEHOUSE_CORPUS=sample)`);
      const progress = (sent: number) => console.log(`${sent} of ${some.length} attacks sent to ${name}`);
      const tolerance = { bareLf: !(await isAtLeast([1, 29, 4])) };
      const outcomes = await drive(some, proxy.port, upstream, allowed, { progress, tolerance });
      console.log(printOutcomes(outcomes));
      return outcomes;
    }

    /** Nothing that must not happen did, and the application's own parser agrees with the strict reader. */
    function assertClosed(outcomes: Outcome[]): void {
      const faults = outcomes
        .filter(({ attack }) => attack.group !== notClosed)
        .filter(({ faults }) => faults.length > 0);
      assert.deepEqual(
        faults.map(({ attack, faults }) => ({ ...attack, faults })),
        [],
      );
      const malformed = outcomes.filter(({ fate }) => fate === "malformed").length;
      assert.deepEqual([upstream.refusals.length, upstream.unfinished()], [malformed, []]);
      assert.equal(upstream.served(), upstream.arrivals.length - malformed);
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
      assertClosed(await run([...attacks, ...aimed(attacks, door)]));
    });

    it("that are generated reach the application in no case, and what is allowed arrives", async () => {
      const outcomes = await run(generated(door));
      assertClosed(outcomes);
      assert.ok(outcomes.filter(({ fate }) => fate === "passed").length > outcomes.length / 10);
    });
  });
}
