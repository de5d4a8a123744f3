import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { checkDeployment, type DeploymentSurroundings } from "../../../components/release/checkDeployment";
import {
  type DeploymentArgs,
  DeploymentKind,
  deliberateMinutes,
  planDeployment,
} from "../../../components/release/deploymentPlan";
import { alternateNamePrefix } from "../../../components/release/forward";
import { deploymentInputs } from "../../../components/release/serviceDeployment";

const sound: DeploymentSurroundings = { weighable: true, alarmMinutes: 3, freeRules: 59 };
const office = { port: 8443, cidrs: ["203.0.113.0/24"] };

const problems = (args: DeploymentArgs, around: Partial<DeploymentSurroundings> = {}) =>
  checkDeployment("deployment", planDeployment(args), { ...sound, ...around });

/** Arguments that are refused, with what was given. */
const refused = (args: DeploymentArgs, around: Partial<DeploymentSurroundings> = {}) =>
  problems(args, around).map(({ where, given }) => `${where}: ${given}`);

describe("A deployment", () => {
  it("is rolling when nobody says otherwise, with three quarters of the tasks in service", () => {
    assert.deepEqual(planDeployment().strategy, { kind: "rolling", minimumHealthyPercent: 75, maximumPercent: 200 });
  });

  for (const kind of Object.values(DeploymentKind)) {
    it(`of kind ${kind} is sound as it comes`, () => assert.deepEqual(problems({ kind }), []));
  }

  it("may show the next revision to testers first", () => {
    assert.deepEqual(problems({ kind: "blueGreen", testListener: office }), []);
  });

  for (const [what, cidrs, given] of [
    ["a network twice", ["203.0.113.0/24", "203.0.113.0/24"], 'deployment.testListener.cidrs[1]: "203.0.113.0/24"'],
    [
      "more networks than the load balancer's security group has room for",
      Array.from({ length: 60 }, (_, n) => `10.${n}.0.0/16`),
      "deployment.testListener.cidrs: 60 networks",
    ],
  ] as [string, string[], string][]) {
    it(`is refused with ${what} of testers`, () => {
      assert.deepEqual(refused({ kind: "canary", testListener: { port: 8443, cidrs } }), [given]);
    });
  }

  it("has room for as many networks of testers as the edge leaves", () => {
    const testListener = { port: 8443, cidrs: ["203.0.113.0/24", "198.51.100.0/24"] };
    assert.deepEqual(problems({ kind: "canary", testListener }, { freeRules: 2 }), []);
    assert.equal(problems({ kind: "canary", testListener }, { freeRules: 1 })[0]?.legal.slice(0, 10), "at most 1:");
  });

  for (const [what, args, given] of [
    [
      "a canary's share in a rolling one",
      { kind: "rolling", canaryPercent: 5 },
      "deployment.canaryPercent: 5, with kind rolling",
    ],
    [
      "a rolling one's share in a canary",
      { kind: "canary", maximumPercent: 200 },
      "deployment.maximumPercent: 200, with kind canary",
    ],
    ["a kind that there is not", { kind: "blue" as "blueGreen" }, 'deployment.kind: "blue"'],
    ["a canary of nothing", { kind: "canary", canaryPercent: 0 }, "deployment.canaryPercent: 0"],
    ["a canary of more than all", { kind: "canary", canaryPercent: 101 }, "deployment.canaryPercent: 101"],
    ["a step below 3 percent", { kind: "linear", stepPercent: 2.9, stepMinutes: 4 }, "deployment.stepPercent: 2.9"],
    ["half a minute", { kind: "blueGreen", bakeMinutes: 10.5 }, "deployment.bakeMinutes: 10.5"],
    ["tasks below 0 percent", { kind: "rolling", minimumHealthyPercent: -1 }, "deployment.minimumHealthyPercent: -1"],
  ] as [string, DeploymentArgs, string][]) {
    it(`is refused with ${what}`, () => assert.deepEqual(refused(args), [given]));
  }

  it("says which kind an argument belongs to, and what to do", () => {
    const [problem] = problems({ kind: "blueGreen", stepPercent: 10 });
    assert.deepEqual([problem?.legal, problem?.fix], ["with kind linear", "remove it, or use kind linear"]);
  });

  it("cannot move weights where no Application Load Balancer has any", () => {
    assert.deepEqual(refused({ kind: "canary" }, { weighable: false }), [
      "deployment.kind: canary, without an Application Load Balancer",
    ]);
    assert.deepEqual(refused({ kind: "rolling" }, { weighable: false }), []);
  });

  it("needs something that takes it back: the circuit breaker in a rolling one, alarms in all others", () => {
    const unwatched = { alarmMinutes: undefined };
    assert.deepEqual(refused({ kind: "rolling" }, unwatched), []);
    assert.deepEqual(refused({ kind: "linear" }, unwatched), ["deployment.kind: linear, without alarms"]);
  });

  it("does not move on before an alarm could call", () => {
    assert.deepEqual(refused({ kind: "canary", canaryMinutes: 2, bakeMinutes: 0 }), [
      "deployment.bakeMinutes: 0, with alarms that call after 3 bad minutes",
      "deployment.canaryMinutes: 2, with alarms that call after 3 bad minutes",
    ]);
    assert.deepEqual(refused({ kind: "linear", stepMinutes: 5 }, { alarmMinutes: 5 }), [
      "deployment.stepMinutes: 5, with alarms that call after 5 bad minutes",
    ]);
  });

  it("does not wait longer than the credentials of the update that waits for it", () => {
    const [problem] = problems({ kind: "linear", stepPercent: 3, stepMinutes: 60 });
    assert.match(problem?.given ?? "", /^linear with 2050 minutes of waiting in all$/);
    assert.match(problem?.legal ?? "", /at most 720 minutes/);
  });

  it("waits on purpose as long as its kind does", () => {
    const waits = Object.values(DeploymentKind).map((kind) => deliberateMinutes(planDeployment({ kind }).strategy));
    assert.deepEqual(waits, [0, 10, 20, 70]);
  });
});

describe("A test listener", () => {
  const refusedFor = (testListener: typeof office) => refused({ kind: "canary", testListener });

  for (const [what, cidr] of [
    ["the world", "0.0.0.0/0"],
    ["half of the world", "128.0.0.0/1"],
    ["more than an organisation has", "10.0.0.0/7"],
    ["what is no network", "203.0.113.7"],
    ["a network by another of its addresses", "203.0.113.7/24"],
  ] as const) {
    it(`never admits ${what}`, () => {
      const found = refusedFor({ ...office, cidrs: [cidr] });
      assert.equal(found.length, 1);
      assert.match(found[0] ?? "", /^deployment\.testListener\.cidrs\[0\]: /);
    });
  }

  it("admits somebody", () => {
    assert.deepEqual(refusedFor({ ...office, cidrs: [] }), ["deployment.testListener.cidrs: none"]);
  });

  it("has a port of its own", () => {
    for (const port of [80, 443]) {
      assert.match(refusedFor({ ...office, port })[0] ?? "", /^deployment\.testListener\.port: /);
    }
    assert.deepEqual(refusedFor({ ...office, port: 65536 }), ["deployment.testListener.port: 65536"]);
  });

  it("is never wider than /8, whatever is written", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const ok = refusedFor({ ...office, cidrs: [`${address}/${prefix}`] }).length === 0;
        if (ok) assert.ok(prefix >= 8);
      }),
    );
  });
});

describe("What ECS is told of a deployment", () => {
  const inputs = (args?: DeploymentArgs, alarms: string[] = []) => deploymentInputs(planDeployment(args), alarms);

  it("always names a strategy, so that a service can go back to rolling, and no alarms where there are none", () => {
    assert.deepEqual(inputs(), {
      deploymentConfiguration: { strategy: "ROLLING" },
      deploymentMinimumHealthyPercent: 75,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
    });
  });

  it("leaves going back to alarms where the circuit breaker does not work", () => {
    const { deploymentCircuitBreaker, alarms } = inputs({ kind: "blueGreen" }, ["errors"]);
    assert.deepEqual(deploymentCircuitBreaker, { enable: false, rollback: false });
    assert.deepEqual(alarms, { alarmNames: ["errors"], enable: true, rollback: true });
  });

  it("gives minutes as texts, as the provider takes them, and shares as numbers", () => {
    assert.deepEqual(inputs({ kind: "canary", canaryPercent: 0.5 }).deploymentConfiguration, {
      strategy: "CANARY",
      bakeTimeInMinutes: "10",
      canaryConfiguration: { canaryPercent: 0.5, canaryBakeTimeInMinutes: "10" },
    });
    assert.deepEqual(inputs({ kind: "linear", bakeMinutes: 30 }).deploymentConfiguration, {
      strategy: "LINEAR",
      bakeTimeInMinutes: "30",
      linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: "6" },
    });
  });
});

describe("The second target group's name", () => {
  it("begins with at most six characters of what ELB takes, for every component name", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z](?:-?[a-z0-9]){0,11}$/), (name) => {
        assert.match(alternateNamePrefix(name), /^[a-z][a-z0-9-]{0,4}-$/);
      }),
    );
  });
});
