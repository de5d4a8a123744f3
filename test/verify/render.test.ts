import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { render } from "../../verify/render";
import type { Verification } from "../../verify/verification";
import { assertGolden } from "../golden";
import { asked, minute, old } from "./answers";

const good: Verification = {
  verdict: "running",
  cluster: "web",
  service: "web",
  asked,
  runs: asked,
  detail: "deployment ecs-svc/2, 2 of 2 tasks running",
  since: undefined,
  events: [],
  tasks: [],
  notRead: [],
};

const bad: Verification = {
  ...good,
  verdict: "rolledBack",
  runs: old,
  detail: "circuit breaker triggered: 3 of 3 failures",
  since: minute(0),
  events: [
    { at: minute(9), message: "(service web) rolling back to deployment ecs-svc/3." },
    { at: minute(2), message: "(service web) has started 2 tasks: (task 3333) (task 4444)." },
  ],
  tasks: [
    {
      count: 3,
      id: "3".repeat(32),
      status: "STOPPED",
      stoppedAt: minute(4),
      stopCode: "EssentialContainerExited",
      stoppedReason: "Essential container in task exited",
      containers: [
        {
          name: "app",
          exitCode: 137,
          reason: "OutOfMemoryError: container killed due to memory usage",
          health: "UNHEALTHY",
          log: { kind: "lines", lines: ["::error::injected", "```", "# not a title", "Error: no DATABASE_URL"] },
        },
        {
          name: "nginx",
          exitCode: undefined,
          reason: undefined,
          health: "UNKNOWN",
          log: { kind: "notRead", why: "/ecs/web, stream ecs/nginx/3333 does not exist" },
        },
      ],
    },
  ],
  notRead: ["service deployments: access denied (User: ci_user is not authorized)"],
};

describe("The report", () => {
  it("of a good deployment is one line", () => {
    assert.equal(render(good, "text"), "ok: web runs web:2 (deployment ecs-svc/2, 2 of 2 tasks running)\n");
    assert.equal(render(good, "markdown"), "✅ **ok: web runs web:2 (deployment ecs-svc/2, 2 of 2 tasks running)**\n");
  });

  it("of a good deployment still says what was not read", () => {
    const lines = render({ ...good, notRead: ["service deployments: denied"] }, "text")
      .trimEnd()
      .split("\n");
    assert.deepEqual(lines.slice(1), ["not read: service deployments: denied"]);
    assert.match(render({ ...good, notRead: ["service deployments: denied"] }, "markdown"), /- not read: service/);
  });

  it("as text is as reviewed, verdict first", () => {
    const text = render(bad, "text");
    assert.match(text, /^rolled back: web runs web:1, not web:2 \(circuit breaker triggered: 3 of 3 failures\)\n/);
    assert.match(text, /3 tasks STOPPED, EssentialContainerExited: Essential container in task exited/);
    assert.match(text, /app: exit code 137 \(SIGKILL\), UNHEALTHY, OutOfMemoryError/);
    assertGolden("verify/rolledBack.txt", text);
  });

  it("as Markdown is as reviewed, and a log cannot leave its fence", () => {
    const markdown = render(bad, "markdown");
    assert.match(markdown, /\n````text\n\| ::error::injected\n\| ```\n\| # not a title\n/);
    assert.match(markdown, /\(User: ci\\_user is not authorized\)/);
    assertGolden("verify/rolledBack.md", markdown);
  });

  it("has no line that a CI runner takes for a command", () => {
    for (const format of ["text", "markdown", "json"] as const) {
      assert.doesNotMatch(render(bad, format), /^\s*::/m);
    }
  });

  it("as JSON has everything, with the exit code", () => {
    const { exitCode, ...rest } = JSON.parse(render(bad, "json"));
    assert.equal(exitCode, 1);
    assert.deepEqual(rest, JSON.parse(JSON.stringify(bad)));
  });

  it("says of a rollback to the same definition that it is one", () => {
    const [line] = render({ ...bad, runs: asked }, "text").split("\n");
    assert.equal(line, "rolled back: web with web:2 (circuit breaker triggered: 3 of 3 failures)");
  });

  it("shows twenty events and says how many it does not", () => {
    const events = Array.from({ length: 23 }, (_, n) => ({ at: minute(60 - n), message: `event ${n}` }));
    const text = render({ ...bad, events }, "text");
    assert.match(text, /event 19\n {2}3 older events not shown; --json has all\n/);
    assert.doesNotMatch(text, /event 20/);
  });

  it("is coloured only when asked", () => {
    assert.ok(!render(bad, "text").includes("\u001b"));
    assert.ok(render(bad, "text", true).startsWith("\u001b[31mrolled back"));
  });
});
