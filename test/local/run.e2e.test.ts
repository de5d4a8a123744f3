import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import { stopEarlierRun } from "../../local/down";
import { groupOf, type ProcessIdentity } from "../../local/processTable";
import { runFolder } from "../../local/runFolder";
import type { StackTask } from "../../local/stackState";
import { type LocalState, readState } from "../../local/stateFile";
import { runTask } from "../../local/up";
import { assertRefused } from "./refusal";
import { fixtureProject, fixtureTask, ports, sites } from "./stackFixture";

describe("A task of a stack on this machine", () => {
  let project: ReturnType<typeof fixtureProject>;
  let printed: string[];
  let progress: string[];

  beforeEach(() => {
    project = fixtureProject();
    printed = [];
    progress = [];
  });

  afterEach(async () => {
    await stopEarlierRun(runFolder(project.folder));
    project.remove();
  });

  const run = (task: StackTask) =>
    runTask(
      task,
      sites,
      { stack: "dev", project: project.folder, port: ports.door },
      { print: (text) => printed.push(text), progress: (line) => progress.push(line) },
    );

  function state(): LocalState {
    const found = readState(runFolder(project.folder));
    assert.ok(found, "there is no state.json");
    return found;
  }

  const processesOf = (of: LocalState): ProcessIdentity[] =>
    [of.supervisor, ...of.containers.map((container) => container.process)].flatMap(groupOf);

  it("answers every request as expected, keeps running, and is gone after down", async () => {
    assert.equal(await run(fixtureTask()), 0, printed.join("\n"));
    assert.match(printed.join("\n"), /14 of 14 as expected\n/);
    const running = state();
    assert.deepEqual(
      running.containers.map(({ name }) => name),
      ["app", "nginx"],
    );
    assert.equal(await (await fetch(running.url)).text(), "Service is healthy");
    assert.ok(processesOf(running).length >= 4, "supervisor, application, nginx and its worker");

    const lines = await stopEarlierRun(runFolder(project.folder));
    assert.match(lines[0] ?? "", /^container nginx, process \d+: SIGQUIT, stopped/);
    assert.match(lines[1] ?? "", /^container app, process \d+: SIGTERM, stopped/);
    assert.deepEqual(processesOf(running), []);
    assert.equal(readState(runFolder(project.folder)), undefined);
    await assert.rejects(fetch(running.url));
  });

  it("waits for the application before it starts nginx", async () => {
    await run(fixtureTask());
    const at = (pattern: RegExp) => progress.findIndex((line) => pattern.test(line));
    assert.ok(at(/nginx: waits until app is HEALTHY/) < at(/app: HEALTHY/));
    assert.ok(at(/app: HEALTHY/) < at(/nginx: started/));
  });

  it("stops the earlier run first when it is started again", async () => {
    await run(fixtureTask());
    const first = state();
    assert.equal(await run(fixtureTask()), 0);
    assert.deepEqual(processesOf(first), []);
    assert.notEqual(state().supervisor.pid, first.supervisor.pid);
  });

  it("returns 1 and marks the row when the application listens on more than the loopback", async () => {
    const environment = { HOST: "0.0.0.0", PORT: String(ports.application) };
    assert.equal(await run(fixtureTask("app", { environment })), 1);
    assert.match(printed[0] ?? "", /listening sockets of app .* 0\.0\.0\.0:13000 .* ✗/);
    assert.equal(printed[1], "13 of 14 as expected");
  });

  it("ends as a whole when an essential container dies, and down tells why", async () => {
    await run(fixtureTask());
    const running = state();
    const nginx = running.containers.find(({ name }) => name === "nginx");
    assert.ok(nginx);
    process.kill(nginx.process.pid, "SIGKILL");
    for (let left = 100; processesOf(running).length > 0 && left > 0; left -= 1) await pause(100);
    assert.deepEqual(processesOf(running), []);
    const lines = await stopEarlierRun(runFolder(project.folder));
    assert.match(lines[0] ?? "", /essential container nginx killed by SIGKILL, so the task ends/);
  });

  it("is found and stopped by down even when its supervisor was killed", async () => {
    await run(fixtureTask());
    const running = state();
    process.kill(running.supervisor.pid, "SIGKILL");
    const lines = await stopEarlierRun(runFolder(project.folder));
    assert.match(lines[0] ?? "", /container nginx.* had outlived its supervisor/);
    assert.deepEqual(processesOf(running), []);
  });

  it("is stopped when up is interrupted while it still starts", async () => {
    const slow = { command: ["CMD", "false"], interval: 30, timeout: 5, retries: 3, startPeriod: 60 };
    const script = join(project.folder, "up.ts");
    const up = JSON.stringify(join(__dirname, "../../local/up.ts"));
    const options = JSON.stringify({ stack: "dev", project: project.folder, port: ports.door });
    const task = fixtureTask("app", { healthCheck: slow });
    const images = JSON.stringify([...task.images]);
    writeFileSync(
      script,
      `import { runTask } from ${up};
       const task = { ...${JSON.stringify(task)}, images: new Map(${images}) };
       runTask(task, [], ${options}, { print: console.log, progress: console.log });`,
    );
    const child = spawn(process.execPath, ["--import", "tsx", script], {
      cwd: join(__dirname, "../.."),
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    for (let left = 600; !output.includes("waits until app is HEALTHY") && left > 0; left -= 1) await pause(100);
    const running = state();
    child.kill("SIGINT");
    for (let left = 100; processesOf(running).length > 0 && left > 0; left -= 1) await pause(100);
    assert.deepEqual(processesOf(running), []);
    assert.equal(state().ended?.reason, "`up` was interrupted");
  });

  it("leaves nothing behind when a container does not come up, and shows the end of its log", async () => {
    const task = fixtureTask("app", { environment: { HOST: "127.0.0.1", PORT: "no port" } });
    await assertRefused(() => run(task), 3, /essential container app exited with 2/, /PORT: given "no port"/);
    assert.deepEqual(processesOf(state()), []);
  });

  it("names the port that is taken, who needs it and who holds it, and starts nothing", async () => {
    const holder = createServer().listen(ports.application, "127.0.0.1");
    await once(holder, "listening");
    try {
      const who = process.platform === "linux" ? `held by process ${process.pid} ` : "held by another process";
      const pattern = new RegExp(`^port 13000 of container app: given ${who}.*legal: a free port`);
      await assertRefused(() => run(fixtureTask()), 2, pattern);
      assert.equal(readState(runFolder(project.folder)), undefined);
    } finally {
      holder.close();
    }
  });

  it("is refused with an image that this machine cannot stand in for", async () => {
    project.remove();
    project = fixtureProject();
    const file = join(project.folder, "proxy/Dockerfile");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^FROM .*/m, "FROM python:3"));
    await assertRefused(() => run(fixtureTask()), 2, /image: given registry\.example\/proxy:1, made FROM python:3/);
  });

  it("is refused with a secret that nobody gave, because no secret store is asked", async () => {
    const secrets = ["GATEHOUSE_TEST_SECRET"];
    await assertRefused(() => run(fixtureTask("app", { secrets })), 2, /secrets: GATEHOUSE_TEST_SECRET: given nothing/);
  });
});
