import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Aws } from "../../verify/aws/aws";
import { CannotVerify } from "../../verify/exitCode";
import type { Clock } from "../../verify/settle";
import { exitCodeOf, type Verification } from "../../verify/verification";
import { type VerifyArgs, verifyDeployment, verifyWith } from "../../verify/verifyDeployment";
import {
  asked,
  awsError,
  brokenCircuit,
  definition,
  deployment,
  fakeAws,
  minute,
  old,
  service,
  stoppedTask,
  wentBack,
} from "./answers";

/** A clock that jumps over every pause. */
function jumpingClock(): Clock & { slept: number[] } {
  const slept: number[] = [];
  let time = minute(0).getTime();
  return {
    slept,
    now: () => time,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
  };
}

function verified(
  answers: Partial<Aws>,
  args: Partial<VerifyArgs> = {},
  clock = jumpingClock(),
): Promise<Verification> {
  return verifyWith(fakeAws(answers), { cluster: "web", service: "web", ...args }, clock);
}

const rolledBack: Partial<Aws> = {
  service: async () =>
    service([wentBack()], {
      events: [
        { id: "1", createdAt: minute(-30), message: "(service web) has reached a steady state." },
        { id: "3", createdAt: minute(9), message: "(service web) rolling back to deployment ecs-svc/3." },
        { id: "2", createdAt: minute(2), message: "(service web) has started 2 tasks." },
      ],
    }),
  newestDeployment: async () => ({ deployment: brokenCircuit, taskDefinition: asked }),
  tasks: async (status) =>
    status === "STOPPED"
      ? [
          stoppedTask(1),
          stoppedTask(3),
          stoppedTask(5, { taskDefinitionArn: old }),
          stoppedTask(6, { stopCode: "ServiceSchedulerInitiated", stoppedReason: "Scaling activity initiated" }),
          stoppedTask(2),
        ]
      : [],
  lastLogLines: async ({ stream }) => (stream.includes("/app/") ? ["starting", "password open-sesame refused"] : []),
};

describe("A verification", () => {
  it("of a good deployment asks nothing about tasks and logs", async () => {
    const unasked = () => assert.fail("not needed");
    const { verdict, events, tasks, notRead } = await verified({ tasks: unasked, lastLogLines: unasked });
    assert.deepEqual({ verdict, events, tasks, notRead }, { verdict: "running", events: [], tasks: [], notRead: [] });
  });

  it("of a rolled-back one has the events since it began, newest first", async () => {
    const report = await verified(rolledBack);
    assert.equal(report.verdict, "rolledBack");
    assert.equal(exitCodeOf(report), 1);
    assert.deepEqual([report.asked, report.runs], [asked, old]);
    assert.deepEqual(
      report.events.map(({ message }) => message.replace("(service web) ", "")),
      ["rolling back to deployment ecs-svc/3.", "has started 2 tasks."],
    );
  });

  it("of a rolled-back one has how the tasks of that definition ended: alike ones once, those that ECS scaled away last", async () => {
    const { tasks } = await verified(rolledBack);
    assert.deepEqual(
      tasks.map(({ count, stoppedReason }) => [count, stoppedReason]),
      [
        [3, "Essential container in task exited"],
        [1, "Scaling activity initiated"],
      ],
    );
    const [failed] = tasks;
    assert.equal(failed?.id, "3".repeat(32), "the newest");
    assert.equal(failed.stopCode, "EssentialContainerExited");
    const app = failed.containers.find(({ name }) => name === "app");
    assert.deepEqual([app?.exitCode, app?.reason], [137, "OutOfMemoryError: killed"]);
  });

  it("has the end of each container's log, from the stream of its task, without the environment's secrets", async () => {
    const asked: string[] = [];
    const { tasks } = await verified(
      {
        ...rolledBack,
        lastLogLines: async (at, lines) => {
          asked.push(`${at.region} ${at.group} ${at.stream} ${lines}`);
          return ["password open-sesame refused on port 3000"];
        },
      },
      { logLines: 7 },
    );
    const id = "3".repeat(32);
    assert.deepEqual(asked.slice(0, 2), [
      `eu-west-1 /ecs/shop/dev/web/nginx ecs/nginx/${id} 7`,
      `eu-west-1 /ecs/shop/dev/web/app ecs/app/${id} 7`,
    ]);
    assert.deepEqual(tasks[0]?.containers[1]?.log, {
      kind: "lines",
      lines: ["password [hidden] refused on port 3000"],
    });
    assert.ok(!JSON.stringify(tasks).includes("open-sesame"));
  });

  it("asks for no log when none is wanted", async () => {
    const { tasks } = await verified({ ...rolledBack, lastLogLines: () => assert.fail("not wanted") }, { logLines: 0 });
    assert.deepEqual(tasks[0]?.containers[0]?.log, { kind: "notRead", why: "not asked for" });
  });

  it("says of each thing that it may not read that it was not read, and why, and keeps its verdict", async () => {
    const denied = async () => {
      throw awsError("AccessDeniedException", "User: ci is not authorized to perform this");
    };
    const { verdict, notRead } = await verified({ ...rolledBack, newestDeployment: denied, tasks: denied });
    assert.equal(verdict, "rolledBack");
    const why = /access denied \(User: ci is not authorized to perform this\); fix: allow the actions/;
    for (const [index, what] of ["service deployments", "stopped tasks", "running tasks"].entries()) {
      assert.ok(notRead[index]?.startsWith(`${what}: `), notRead[index]);
      assert.match(notRead[index] ?? "", why);
    }
    const logless = await verified({ ...rolledBack, lastLogLines: denied });
    const log = logless.tasks[0]?.containers[0]?.log;
    assert.ok(log?.kind === "notRead" && why.test(log.why) && log.why.includes("/ecs/shop/dev/web/nginx"));
    const good = await verified({ newestDeployment: denied });
    assert.deepEqual([good.verdict, good.notRead.length], ["running", 1]);
  });

  it("says that a log does not exist, rather than that it is empty", async () => {
    const { tasks } = await verified({ ...rolledBack, lastLogLines: async () => undefined });
    const log = tasks[0]?.containers[0]?.log;
    assert.ok(log?.kind === "notRead" && /does not exist: it wrote nothing, or never started/.test(log.why));
  });

  it("says when ECS has forgotten the tasks, and the older events", async () => {
    const events = Array.from({ length: 100 }, (_, n) => ({ id: `${n}`, createdAt: minute(5), message: "m" }));
    const { notRead } = await verified({
      ...rolledBack,
      service: async () => service([wentBack()], { events }),
      tasks: async () => [],
    });
    assert.deepEqual(notRead, [
      "events before 2026-11-21T12:05:00.000Z: ECS keeps the last 100",
      "tasks of web:2: ECS knows none; it forgets stopped tasks after about an hour",
    ]);
    events[0] = { id: "old", createdAt: minute(-5), message: "m" };
    const complete = await verified({ ...rolledBack, service: async () => service([wentBack()], { events }) });
    assert.deepEqual([complete.events.length, complete.notRead], [99, []], "what is older is not of this deployment");
  });

  it("shows five ways in which tasks ended, and says how many it does not show", async () => {
    const tasks = Array.from({ length: 7 }, (_, n) => stoppedTask(n, { stoppedReason: `reason ${"abcdefg"[n]}` }));
    const report = await verified({ ...rolledBack, tasks: async (status) => (status === "STOPPED" ? tasks : []) });
    assert.equal(report.tasks.length, 5);
    assert.deepEqual(report.notRead, ["2 more tasks of web:2, which ended in other ways, and their logs"]);
  });

  it("waits, looking every five seconds, and says what for", async () => {
    const states = [{ rolloutState: "IN_PROGRESS" as const, runningCount: 0 }, { runningCount: 1 }, {}];
    const [clock, lines]: [ReturnType<typeof jumpingClock>, string[]] = [jumpingClock(), []];
    const answers: Partial<Aws> = { service: async () => service([deployment(states.shift())]) };
    const args = { taskDefinition: "web", progress: (line: string) => lines.push(line) };
    const { verdict } = await verified(answers, args, clock);
    assert.equal(verdict, "running");
    assert.deepEqual(clock.slept, [5000, 5000]);
    assert.equal(lines[0], "waiting for web:2 on web: rolling out, 0 of 2 tasks running (0 s of at most 1200)");
    assert.match(lines[1] ?? "", /rolled out, but 1 of 2 tasks running \(5 s/);
  });

  const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  const throttled = awsError("ThrottlingException", "Rate exceeded");

  it("looks again where a look came to nothing, throttled or cut off, and says so", async () => {
    const looks = [
      () => service([deployment({ runningCount: 1 })]),
      () => Promise.reject(throttled),
      () => Promise.reject(reset),
      () => service([deployment()]),
    ];
    const [clock, lines]: [ReturnType<typeof jumpingClock>, string[]] = [jumpingClock(), []];
    const answers: Partial<Aws> = { service: async () => (looks.shift() ?? assert.fail("one look too many"))() };
    const args = { taskDefinition: "web", progress: (line: string) => lines.push(line) };
    const { verdict, notRead } = await verified(answers, args, clock);
    assert.deepEqual([verdict, notRead, looks.length], ["running", [], 0]);
    assert.deepEqual(clock.slept, [5000, 5000, 5000]);
    const [, second, third] = lines.map((line) => line.replace("waiting for web:2 on web: ", ""));
    const tried = "AWS did not answer as it should";
    assert.equal(second, `${tried} (ThrottlingException: Rate exceeded), looking again (5 s of at most 1200)`);
    assert.equal(third, `${tried} (Error: read ECONNRESET), looking again (10 s of at most 1200)`);
  });

  it("has no verdict when the time is over and the last look came to nothing, whatever was seen before", async () => {
    const looks = [() => service([deployment({ runningCount: 1 })]), () => Promise.reject(throttled)];
    const clock = jumpingClock();
    const answers: Partial<Aws> = { service: async () => (looks.shift() ?? (() => Promise.reject(reset)))() };
    await assert.rejects(verified(answers, { taskDefinition: "web", waitSeconds: 12 }, clock), reset);
    assert.deepEqual(clock.slept, [5000, 5000, 2000]);
    const once = jumpingClock();
    const never: Partial<Aws> = { service: () => Promise.reject(throttled) };
    await assert.rejects(verified(never, { taskDefinition: "web", waitSeconds: 0 }, once), throttled);
    assert.deepEqual(once.slept, [], "0 looks once");
  });

  it("does not wait where waiting mends nothing: without credentials, or without the permission", async () => {
    const missing = Object.assign(new Error("Could not load"), { name: "CredentialsProviderError" });
    for (const error of [
      missing,
      awsError("ExpiredTokenException", "expired"),
      awsError("AccessDeniedException", "no"),
    ]) {
      const clock = jumpingClock();
      const answers: Partial<Aws> = { service: () => Promise.reject(error) };
      await assert.rejects(verified(answers, { taskDefinition: "web" }, clock), error);
      assert.deepEqual(clock.slept, [], error.name);
    }
  });

  it("ends a rollback at once, however long it may wait", async () => {
    const clock = jumpingClock();
    await verified(rolledBack, { waitSeconds: 3600 }, clock);
    assert.deepEqual(clock.slept, []);
  });

  it("is not finished when the time is over, with the tasks that are alive", async () => {
    const clock = jumpingClock();
    const alive = stoppedTask(4, {
      lastStatus: "RUNNING",
      stopCode: undefined,
      stoppedReason: undefined,
      stoppedAt: undefined,
    });
    const report = await verified(
      {
        service: async () => service([deployment({ rolloutState: "IN_PROGRESS", runningCount: 1 })]),
        tasks: async (status) => (status === "RUNNING" ? [alive] : []),
      },
      { waitSeconds: 12 },
      clock,
    );
    assert.equal(report.verdict, "unfinished");
    assert.equal(exitCodeOf(report), 1);
    assert.match(report.detail, /after a wait of 12 s/);
    assert.deepEqual(clock.slept, [5000, 5000, 2000]);
    assert.deepEqual(
      report.tasks.map(({ status, id }) => [status, id[0]]),
      [["RUNNING", "4"]],
    );
    const once = jumpingClock();
    await verified({ service: async () => service([deployment({ runningCount: 0 })]) }, { waitSeconds: 0 }, once);
    assert.deepEqual(once.slept, [], "0 looks once");
  });

  it("asks for the newest active revision of the family that runs, when nobody says what was meant", async () => {
    const references: string[] = [];
    const taskDefinition = async (reference: string) => {
      references.push(reference);
      return definition;
    };
    const { verdict } = await verified({ ...rolledBack, taskDefinition });
    await verified({ ...rolledBack, taskDefinition }, { taskDefinition: asked });
    assert.deepEqual(references, ["web", asked]);
    assert.equal(verdict, "rolledBack");
  });

  it("counts from the registration of the definition when ECS has forgotten its deployment", async () => {
    const { since } = await verified({ ...rolledBack, newestDeployment: async () => undefined });
    assert.deepEqual(since, definition.registeredAt);
    assert.deepEqual((await verified(rolledBack)).since, minute(0));
  });

  it("has no verdict without the service", async () => {
    const error = new CannotVerify(2, ["--service web: gone"]);
    await assert.rejects(verified({ service: () => Promise.reject(error) }), error);
    await assert.rejects(verified({ newestDeployment: () => Promise.reject(new TypeError("a defect")) }), /a defect/);
  });

  it("refuses two regions before it asks anything", async () => {
    const args = { cluster: "web", service: "web", region: "us-east-1", taskDefinition: asked };
    await assert.rejects(verifyDeployment(args), (error: CannotVerify) => {
      assert.equal(error.exitCode, 2);
      assert.match(
        error.message,
        /--task-definition: given region eu-west-1; legal: us-east-1, as --region says; fix:/,
      );
      return true;
    });
  });
});
