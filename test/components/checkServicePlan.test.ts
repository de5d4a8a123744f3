import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkServicePlan } from "../../components/checkServicePlan";
import { EdgeKind } from "../../components/edges/edgeKind";
import { planEdge } from "../../components/edges/edgePlan";
import { planService, type ServiceSettings } from "../../components/servicePlan";

const subnets = ["10.0.0.0/17", "10.0.128.0/17"];
const behind = (idleSeconds: number) => planEdge({ kind: EdgeKind.Alb, idleSeconds, subnets });
const edge = behind(60);
const application = { health: { command: ["CMD", "node", "dist/health.js"] } };
const settings: ServiceSettings = {
  proxy: { sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] },
  application,
};

/** Fields that are reported, for settings that differ from sound ones in a few places. */
function refused(change: Partial<ServiceSettings>, idleSeconds = edge.idleSeconds): string[] {
  const plan = planService({ ...settings, ...change }, behind(idleSeconds));
  return checkServicePlan("service", plan).map((problem) => problem.where);
}

describe("A service's settings", () => {
  it("are sound by default", () => assert.deepEqual(refused({}), []));

  it("put every inner time-out inside the outer one", () => {
    const plan = planService(settings, edge);
    assert.ok(plan.proxy.keepAliveSeconds > plan.edge.idleSeconds);
    assert.ok(plan.proxy.upstream.readSeconds < plan.edge.idleSeconds);
    assert.ok(plan.proxy.upstream.keepAliveSeconds < (plan.application?.keepAliveSeconds ?? 0));
    assert.ok(plan.proxy.shutdownSeconds < plan.proxyStopSeconds);
    assert.ok(plan.rollout.deregistrationSeconds >= plan.proxy.upstream.readSeconds);
  });

  it("give nginx one worker a vCPU, and one at least", () => {
    const workers = [256, 1024, 4096].map((cpu) => planService({ ...settings, cpu }, edge).proxy.workers);
    assert.deepEqual(workers, [1, 1, 4]);
  });

  it("are refused when the load balancer outlasts the proxy's keep-alive, naming both", () => {
    const plan = planService(settings, behind(120));
    const [problem] = checkServicePlan("service", plan);
    assert.equal(problem?.where, "service.proxy.keepAliveSeconds");
    assert.match(problem?.given ?? "", /75, with an idle time-out of 120/);
    assert.match(problem?.fix ?? "", /use 125 here, or less than 75/);
  });

  for (const [what, change, where] of [
    ["memory that Fargate does not sell", { cpu: 256, memory: 700 }, "service.memory"],
    [
      "a read time-out above the idle time-out",
      { proxy: { ...settings.proxy, readSeconds: 60 } },
      "service.proxy.readSeconds",
    ],
    [
      "a drain shorter than a request",
      { rollout: { deregistrationSeconds: 10 } },
      "service.rollout.deregistrationSeconds",
    ],
    [
      "a stop time-out that Fargate refuses",
      { proxy: { ...settings.proxy, stopSeconds: 121 } },
      "service.proxy.stopSeconds",
    ],
    [
      "a health check slower than its interval",
      { targetHealth: { timeoutSeconds: 6 } },
      "service.targetHealth.timeoutSeconds",
    ],
    [
      "a deployment that can start and stop nothing",
      { deployment: { kind: "rolling", minimumHealthyPercent: 100, maximumPercent: 101 } },
      "service.deployment.maximumPercent",
    ],
    [
      "a port that the application's user may not open",
      { application: { ...application, port: 80 } },
      "service.application.port",
    ],
    ["a port that there is not", { application: { ...application, port: 70000 } }, "service.application.port"],
    [
      "the proxy's own port for the application",
      { application: { ...application, port: 8080 } },
      "service.application.port",
    ],
    ["a retention that CloudWatch does not sell", { logDays: 31 }, "service.logDays"],
    ["a grace period shorter than the start", { rollout: { graceSeconds: 10 } }, "service.rollout.graceSeconds"],
    ["half a task", { desiredCount: 1.5 }, "service.desiredCount"],
    [
      "a health command without CMD",
      { application: { health: { command: ["node"] } } },
      "service.application.health.command",
    ],
  ] as [string, Partial<ServiceSettings>, string][]) {
    it(`are refused with ${what}`, () => assert.deepEqual(refused(change), [where]));
  }

  it("take a deployment that stops before it starts", () => {
    assert.deepEqual(refused({ deployment: { kind: "rolling", minimumHealthyPercent: 50, maximumPercent: 100 } }), []);
  });

  it("are sound with the longest idle time-out that a load balancer has", () => {
    assert.deepEqual(refused({ proxy: { ...settings.proxy, keepAliveSeconds: 4010 } }, 4000), []);
  });

  it("are refused with a route that could end a directive", () => {
    const [where] = refused({ proxy: { sites: [{ routes: [{ path: "/a;b", methods: ["GET"] }] }] } });
    assert.match(where ?? "", /^service\.proxy\.sites\[0\]\.routes\[0\]/);
  });

  it("report every problem at once", () => {
    const found = refused({ cpu: 300, desiredCount: -1, rule: { priority: 0, paths: ["/a"] }, logDays: 31 }, 120);
    assert.deepEqual(found, [
      "service.cpu",
      "service.desiredCount",
      "service.rule.priority",
      "service.proxy.keepAliveSeconds",
      "service.logDays",
    ]);
  });
});
