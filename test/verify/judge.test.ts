import assert from "node:assert/strict";
import type { Deployment, ServiceDeployment } from "@aws-sdk/client-ecs";
import { describe, it } from "mocha";
import { judge, runningDefinition } from "../../verify/judge/judge";
import type { Judgement } from "../../verify/judge/judgement";
import {
  asked,
  brokenCircuit,
  definitionArn,
  deployment,
  minute,
  old,
  service,
  serviceDeployment,
  taskSet,
  wentBack,
} from "./answers";

const byDeployments = (...deployments: Deployment[]): Judgement =>
  judge(asked, { service: service(deployments), newest: undefined });

const withNewest = (
  newest: ServiceDeployment,
  primary: Deployment,
  taskDefinition: string | undefined = asked,
): Judgement => judge(asked, { service: service([primary]), newest: { deployment: newest, taskDefinition } });

describe("The judgement of a rolling update", () => {
  it("is good when the primary deployment of the definition that was asked for is completed", () => {
    const { kind, detail } = byDeployments(deployment());
    assert.equal(kind, "running");
    assert.match(detail, /ecs-svc\/2, 2 of 2 tasks running/);
  });

  it("waits while it is in progress, and says how far it is", () => {
    const rolling = deployment({ rolloutState: "IN_PROGRESS", runningCount: 1, pendingCount: 1, failedTasks: 3 });
    const { kind, detail } = byDeployments(rolling, wentBack({ status: "ACTIVE" }));
    assert.equal(kind, "waiting");
    assert.match(detail, /1 of 2 tasks running, 1 pending, 3 failed/);
  });

  it("waits when it was completed and its tasks are gone again", () => {
    assert.equal(byDeployments(deployment({ runningCount: 1 })).kind, "waiting");
  });

  it("says of a desired count of 0 that nothing had to run", () => {
    const { kind, detail } = byDeployments(deployment({ desiredCount: 0, runningCount: 0 }));
    assert.equal(kind, "running");
    assert.match(detail, /no task of it has to run/);
  });

  it("is a rollback, at once, when the deployment failed and another one is primary", () => {
    const failed = deployment({
      status: "ACTIVE",
      rolloutState: "FAILED",
      rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
    });
    const judgement = byDeployments(wentBack({ rolloutState: "IN_PROGRESS", runningCount: 0 }), failed);
    assert.deepEqual(judgement, {
      kind: "rolledBack",
      detail: "ECS deployment circuit breaker: tasks failed to start",
    });
  });

  it("is a rollback when ECS has forgotten the failed deployment and an event says that it went back", () => {
    const events = [{ id: "e", createdAt: minute(9), message: "(service web) rolling back to deployment ecs-svc/3." }];
    const observed = { service: service([wentBack()], { events }), newest: undefined };
    assert.equal(judge(asked, observed).kind, "rolledBack");
    const ofAnother = [{ ...events[0], message: "(service web) rolling back to deployment ecs-svc/33." }];
    assert.equal(
      judge(asked, { ...observed, service: service([wentBack()], { events: ofAnother }) }).kind,
      "otherDefinition",
    );
  });

  it("is a failure when the deployment failed and ECS does not go back", () => {
    assert.equal(byDeployments(deployment({ rolloutState: "FAILED", runningCount: 0 })).kind, "failed");
  });

  it("is another definition when that one is steady, and waits when that one is being deployed", () => {
    assert.equal(byDeployments(wentBack()).kind, "otherDefinition");
    assert.equal(byDeployments(wentBack({ rolloutState: "IN_PROGRESS" })).kind, "waiting");
  });

  it("does not hold a failed attempt against a later one of the same definition", () => {
    const failed = deployment({ id: "ecs-svc/1", status: "INACTIVE", rolloutState: "FAILED" });
    assert.equal(byDeployments(deployment(), failed).kind, "running");
  });

  it("takes no other definition for the one that was asked for, however alike their names", () => {
    assert.equal(byDeployments(deployment({ taskDefinition: `${asked}0` })).kind, "otherDefinition");
  });

  it("does not take the failure of yet another definition for that of the one that was asked for", () => {
    const another = deployment({ status: "INACTIVE", taskDefinition: definitionArn(3), rolloutState: "FAILED" });
    assert.equal(byDeployments(wentBack(), another).kind, "otherDefinition");
  });

  it("names what runs", () => {
    assert.equal(
      runningDefinition({ service: service([wentBack(), deployment({ status: "ACTIVE" })]), newest: undefined }),
      old,
    );
  });
});

describe("The judgement by the newest service deployment", () => {
  it("is a rollback with ECS's own reason, the counted failures and no word twice", () => {
    const { kind, detail } = withNewest(brokenCircuit, wentBack());
    assert.equal(kind, "rolledBack");
    assert.equal(
      detail,
      "Service deployment rolled back because the circuit breaker threshold was exceeded; circuit breaker triggered: 3 of 3 failures",
    );
  });

  it("names the alarms that made ECS go back", () => {
    const alarms = { status: "TRIGGERED" as const, triggeredAlarmNames: ["web-5xx", "web-latency"] };
    const { kind, detail } = withNewest(serviceDeployment({ status: "ROLLBACK_IN_PROGRESS", alarms }), wentBack());
    assert.equal(kind, "rolledBack");
    assert.match(detail, /alarms: web-5xx, web-latency; .*ROLLBACK_IN_PROGRESS/);
  });

  it("is a rollback even where the definition is the same before and after", () => {
    // A forced deployment, or one of another setting: the primary one is of the definition that was asked for.
    assert.equal(withNewest(brokenCircuit, deployment({ createdAt: minute(9) })).kind, "rolledBack");
  });

  it("is a rollback when it is not known of what, rather than nothing", () => {
    assert.equal(
      judge(asked, {
        service: service([deployment()]),
        newest: { deployment: brokenCircuit, taskDefinition: undefined },
      }).kind,
      "rolledBack",
    );
  });

  it("does not hold the rollback of another definition against the one that was asked for", () => {
    assert.equal(withNewest(brokenCircuit, deployment({ createdAt: minute(9) }), old).kind, "running");
    const underWay = serviceDeployment({ status: "ROLLBACK_IN_PROGRESS" });
    assert.equal(withNewest(underWay, deployment({ createdAt: minute(9) }), old).kind, "waiting");
  });

  it("waits while another definition is being deployed over the one that was asked for", () => {
    const { kind, detail } = withNewest(serviceDeployment({ status: "PENDING" }), deployment(), old);
    assert.deepEqual([kind, detail], ["waiting", "the deployment of web:1 is PENDING"]);
  });

  it("does not hold an earlier attempt against one that ECS does not list yet", () => {
    assert.equal(withNewest(brokenCircuit, deployment({ createdAt: minute(20) })).kind, "running");
  });

  for (const strategy of ["BLUE_GREEN", "LINEAR", "CANARY"] as const) {
    it(`waits while a ${strategy} deployment bakes, although all its tasks run`, () => {
      const baking = serviceDeployment({ lifecycleStage: "BAKE_TIME", deploymentConfiguration: { strategy } });
      const { kind, detail } = withNewest(baking, deployment({ rolloutState: undefined }));
      assert.deepEqual([kind, /BAKE_TIME/.test(detail)], ["waiting", true]);
    });

    it(`is good when a ${strategy} deployment is successful`, () => {
      const done = serviceDeployment({
        status: "SUCCESSFUL",
        finishedAt: minute(20),
        deploymentConfiguration: { strategy },
      });
      assert.equal(withNewest(done, deployment({ rolloutState: undefined })).kind, "running");
    });
  }

  it("waits for the end of a deployment without a rollout state by the replaced one, where nothing else tells", () => {
    const [green, blue] = [
      deployment({ rolloutState: undefined }),
      wentBack({ status: "ACTIVE", rolloutState: undefined }),
    ];
    assert.equal(byDeployments(green, blue).kind, "waiting");
    assert.equal(byDeployments(green).kind, "running");
  });

  it("is a failure when somebody stopped the deployment", () => {
    for (const status of ["STOPPED", "STOP_REQUESTED"] as const) {
      const { kind, detail } = withNewest(serviceDeployment({ status }), deployment({ rolloutState: "IN_PROGRESS" }));
      assert.equal(kind, "failed");
      assert.match(detail, /was stopped .* ECS gives no reason/);
    }
  });

  it("says that going back failed too", () => {
    const { kind, detail } = withNewest({ ...brokenCircuit, status: "ROLLBACK_FAILED" }, wentBack());
    assert.deepEqual([kind, /going back failed too/.test(detail)], ["rolledBack", true]);
  });
});

describe("The judgement of task sets", () => {
  const judged = (...taskSets: Parameters<typeof taskSet>[0][]): Judgement => {
    const controller = { deploymentController: { type: "CODE_DEPLOY" as const }, taskSets: taskSets.map(taskSet) };
    return judge(asked, { service: service([], controller), newest: undefined });
  };

  it("is good when the primary one is of the definition that was asked for, and steady", () => {
    assert.equal(judged({}).kind, "running");
    assert.equal(judged({ stabilityStatus: "STABILIZING" }).kind, "waiting");
    assert.equal(judged({ runningCount: 1 }).kind, "waiting");
  });

  it("waits while the new one has no traffic, and is another definition when there is no new one", () => {
    assert.equal(judged({ taskDefinition: old }, { status: "ACTIVE" }).kind, "waiting");
    assert.equal(judged({ taskDefinition: old }).kind, "otherDefinition");
    assert.equal(judged({ taskDefinition: old }, { status: "DRAINING" }).kind, "otherDefinition");
  });

  it("waits for the first one", () => {
    assert.equal(judged().kind, "waiting");
  });
});
