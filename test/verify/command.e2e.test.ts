import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "mocha";
import { help } from "../../verify/arguments";
import { assertSection, fenced, section } from "../readmeSections";
import { type EditingProxy, startEditingProxy } from "./moto/editingProxy";
import { type MotoServer, startMoto } from "./moto/motoServer";
import { environment, Shop } from "./moto/shop";
import { deployed, inProgress, lacking, rolledBack } from "./moto/told";

const root = join(__dirname, "..", "..");
const docs = join(root, "docs", "verify.md");
const main = join(root, "verify", "bin", "gatehouse-verify.js");
const web = ["--cluster", "shop", "--service", "web"];

interface Ended {
  status: number;
  stdout: string;
  stderr: string;
}

describe("The built command gatehouse-verify, against moto", () => {
  let moto: MotoServer;
  let aws: EditingProxy;
  let folder: string;
  let [first, second] = ["", ""];

  before(async () => {
    execFileSync("npx", ["tsc", "--build", "verify"], { cwd: root, stdio: "pipe" });
    folder = mkdtempSync(join(tmpdir(), "gatehouse-verify-"));
    moto = await startMoto(2);
    aws = await startEditingProxy(moto.url, lacking);
    const shop = new Shop(moto.url);
    first = await shop.open();
  });
  beforeEach(() => {
    aws.edits = {};
    aws.calls = [];
  });
  after(async () => {
    await aws?.close();
    await moto?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Nothing of this machine's own AWS settings reaches the command. */
  function surroundings(): NodeJS.ProcessEnv {
    const own = { HOME: folder, AWS_EC2_METADATA_DISABLED: "true", AWS_ENDPOINT_URL: aws.url, ...environment };
    return { PATH: process.env.PATH, GITHUB_STEP_SUMMARY: join(folder, "summary.md"), ...own };
  }

  /** Not synchronously: what stands for AWS is in this process. */
  function execute(file: string, args: string[], env: NodeJS.ProcessEnv = surroundings()): Promise<Ended> {
    return new Promise((resolve) => {
      execFile(file, args, { cwd: folder, env }, (error, stdout, stderr) => {
        const status = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        resolve({ status, stdout, stderr });
      });
    });
  }

  const run = (args: string[], env?: NodeJS.ProcessEnv): Promise<Ended> =>
    execute(process.execPath, [main, ...args], env);

  describe("of a good deployment", () => {
    it("ends with 0 and one line", async () => {
      aws.edits = deployed(first);
      const { status, stdout, stderr } = await run(web);
      assert.deepEqual([status, stderr], [0, ""]);
      assert.match(stdout, /^ok: web runs web:1 \(deployment ecs-svc\/\d+, 2 of 2 tasks running\)\n$/);
      assertSection("good", fenced(shown(stdout)), docs);
    });

    it("says, on moto's own answers alone, that the service deployments were not read, which moto lacks", async () => {
      const { status, stdout } = await run(web);
      assert.equal(status, 0);
      const [verdict, notRead, ...rest] = stdout.trimEnd().split("\n");
      assert.match(verdict ?? "", /^ok: web runs web:1 /);
      assert.match(notRead ?? "", /^not read: service deployments: AWS did not answer as it should/);
      assert.deepEqual(rest, []);
    });

    it("waits while ECS is deploying, and says what for", async () => {
      aws.edits = inProgress(first, 1);
      const { status, stdout, stderr } = await run(web);
      assert.equal(status, 0);
      assert.match(
        stderr,
        /^waiting for web:1 on web: rolling out, 0 of 2 tasks running, 2 pending \(0 s of at most 1200\)\n$/,
      );
      assert.match(stdout, /^ok: /);
    });

    it("ends with 1 when ECS is not done in time", async () => {
      aws.edits = inProgress(first, Number.POSITIVE_INFINITY);
      const { status, stdout } = await run([...web, "--wait", "0"]);
      assert.equal(status, 1);
      assert.match(
        stdout,
        /^not finished: web with web:1 \(rolling out, 0 of 2 tasks running, 2 pending, after a wait of 0 s\)/,
      );
      assert.match(stdout, /not read: tasks of web:1: ECS knows none/);
    });

    it("is what the package installs under that name, with its types and without its sources", async () => {
      const { bin } = JSON.parse(readFileSync(join(root, "verify", "package.json"), "utf8"));
      assert.equal(join(root, "verify", bin["gatehouse-verify"]), main);
      assert.match(readFileSync(main, "utf8"), /^#!\/usr\/bin\/env node\n/);
      const { stdout } = await execute("npm", [
        "pack",
        "--dry-run",
        "--ignore-scripts",
        "--json",
        join(root, "verify"),
      ]);
      const files: string[] = JSON.parse(stdout)[0].files.map(({ path }: { path: string }) => path);
      for (const file of ["bin/gatehouse-verify.js", "dist/main.js", "dist/index.js", "dist/index.d.ts"]) {
        assert.ok(files.includes(file), file);
      }
      assert.deepEqual(
        files.filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts")),
        [],
      );
    });

    it("loads nothing of the SDK for its help", async () => {
      const script = `require(${JSON.stringify(main)}); process.on("exit", () => console.log(Object.keys(require.cache).join()))`;
      const { stdout } = await execute(process.execPath, ["-e", script, "gatehouse-verify", "--help"]);
      assert.ok(stdout.startsWith(help) && stdout.includes("command.js"));
      assert.ok(!stdout.includes("@aws-sdk"));
    });
  });

  describe("where there can be no verdict", () => {
    async function ends(status: number, line: RegExp, args: string[], env?: NodeJS.ProcessEnv): Promise<void> {
      const ended = await run(args, env);
      assert.deepEqual([ended.status, ended.stdout], [status, ""]);
      assert.match(ended.stderr, line);
      assert.equal(ended.stderr.trimEnd().split("\n").length, 1, ended.stderr);
    }

    it("ends with 2 and one line without credentials", async () => {
      const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...without } = surroundings();
      await ends(2, /^error: no AWS credentials .*; fix: set AWS_PROFILE/, web, without);
      assert.deepEqual(aws.calls, [], "nothing is asked");
    });

    it("ends with 2 and one line without a region, which an ARN gives", async () => {
      const { AWS_REGION, ...without } = surroundings();
      await ends(2, /^error: no AWS region; fix: give --region/, web, without);
      assert.equal((await run([...web, "--task-definition", first], without)).status, 0);
    });

    it("ends with 2 for a cluster, a service or a definition that ECS does not know", async () => {
      await ends(2, /--cluster: ECS knows no such cluster \(Cluster not found.\)/, [
        "--cluster",
        "x",
        "--service",
        "web",
      ]);
      await ends(2, /--service x in cluster shop: ECS knows no such service/, ["--cluster", "shop", "--service", "x"]);
      await ends(2, /Unable to describe task definition.*fix: look for/, [...web, "--task-definition", "web:77"]);
    });

    it("ends with 2 when ECS denies access", async () => {
      const message = "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ecs:DescribeServices";
      aws.edits = {
        DescribeServices: () => ({ status: 400, body: { __type: "AccessDeniedException", message } }),
      };
      await ends(
        2,
        /^error: access denied \(User: arn:.* not authorized to perform: ecs:DescribeServices\); fix: allow/,
        web,
      );
    });

    it("ends with 2 for arguments that are wrong", async () => {
      await ends(2, /^error: --service: given nothing; legal: a name or an ARN; fix:/, ["--cluster", "shop"]);
    });

    it("ends with 3 when AWS does not answer", async () => {
      const nobody = { ...surroundings(), AWS_ENDPOINT_URL: "http://127.0.0.1:1" };
      await ends(3, /^error: AWS did not answer as it should .*ECONNREFUSED/, web, nobody);
    });
  });

  describe("of a deployment that ECS rolled back", () => {
    let told: EditingProxy["edits"];

    before(async () => {
      // What moto itself then holds: the primary deployment of web:1, and tasks of web:2 that were stopped for this reason.
      const shop = new Shop(moto.url);
      second = await shop.register();
      const lines = [
        "\u001b[31mstarting",
        "login as web with open-sesame",
        "Error: connect ECONNREFUSED 10.0.0.9:5432",
      ];
      for (let task = 0; task < 3; task++) {
        await shop.failingTask(second, lines, "Essential container in task exited");
      }
      told = rolledBack(first, second);
    });
    beforeEach(() => {
      aws.edits = told;
    });

    it("ends with 1, with the stopped tasks' reason, their exit codes and the last lines of their logs", async () => {
      const { status, stdout, stderr } = await run(web);
      assert.equal(status, 1, stderr);
      assert.match(stdout, /^rolled back: web runs web:1, not web:2 \(.*circuit breaker.*\)\n/);
      assert.match(stdout, /3 tasks STOPPED, EssentialContainerExited: Essential container in task exited \(newest: /);
      assert.match(stdout, /app: exit code 1\n\s+\| starting\n/);
      assert.match(stdout, /\| Error: connect ECONNREFUSED 10\.0\.0\.9:5432\n/);
      assert.match(stdout, /nginx: exit code 0\n\s+not read: log, .*stream ecs\/nginx\/\S+ does not exist/);
      assert.doesNotMatch(stdout, /open-sesame|DATABASE_PASSWORD/);
      assert.ok(!stdout.includes("\u001b"), "colours of a container");
      const events = [...stdout.matchAll(/\(service web\) (.*)/g)].map(([, message]) => message);
      assert.match(events[0] ?? "", /rolling back/);
      assert.ok(!stdout.includes("has reached a steady state"), "an event from before the deployment");
      assertSection("rolled back", fenced(shown(stdout)), docs);
    });

    it("asks for no more than its help says", async () => {
      await run(web);
      for (const action of aws.calls) assert.match(help, new RegExp(`(ecs|logs):${action}\\b`), action);
      assertSection("permissions", fenced(JSON.stringify(policy(), null, 2), "json"), docs);
    });

    it("says why a log was not read, and keeps its verdict", async () => {
      const denied = { status: 400, body: { __type: "AccessDeniedException", message: "not authorized" } };
      // moto answers for the stream of app, and so this edit is asked; that of nginx it does not know.
      aws.edits = { ...told, GetLogEvents: () => denied };
      const { status, stdout } = await run(web);
      assert.equal(status, 1);
      assert.match(stdout, /not read: log, \/ecs\/shop\/app, stream \S+: access denied \(not authorized\); fix: allow/);
    });

    it("tells the rollback without the service deployments too, by its event", async () => {
      const { ListServiceDeployments, ...without } = told;
      aws.edits = without;
      const { status, stdout } = await run(web);
      assert.equal(status, 1);
      assert.match(stdout, /^rolled back: web runs web:1, not web:2 \(\(service web\) rolling back to deployment/);
      assert.match(stdout, /^not read: service deployments: /m);
    });

    it("is good for one who asked for the definition that ECS went back to", async () => {
      const { status, stdout } = await run([...web, "--task-definition", first]);
      assert.deepEqual([status, /^ok: web runs web:1 /.test(stdout)], [0, true]);
    });

    it("runs every command of the documentation", async () => {
      const text = readFileSync(docs, "utf8");
      const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = ""]) => block);
      const commands = blocks
        .flatMap((block) => block.split("\n"))
        .filter((line) => line.startsWith("npx gatehouse-verify "));
      assert.ok(commands.length >= 4);
      for (const command of commands) {
        const shell = command.replace("npx gatehouse-verify", `'${process.execPath}' '${main}'`);
        const { status, stderr } = await execute("sh", ["-c", shell]);
        assert.equal(status, command.includes("web:1") ? 0 : 1, `${command}\n${stderr}`);
      }
      assert.match(readFileSync(join(folder, "summary.md"), "utf8"), /^❌ \*\*rolled back: web runs web:1, not web:2/);
      const { verdict, tasks } = JSON.parse(readFileSync(join(folder, "verification.json"), "utf8"));
      assert.deepEqual([verdict, tasks[0].stoppedReason], ["rolledBack", "Essential container in task exited"]);
    });

    it("runs the documentation's program", async () => {
      const source = section("program", docs).replace(/^```.*$/gm, "");
      const script = source.replace(/import (\{.*\}) from (".*");/, "const $1 = require($2);").trim();
      // Where the package is installed, as npm does it for this repository.
      const file = join(root, "verify", "dist", "documented.cjs");
      writeFileSync(file, script);
      const { status, stdout } = await execute(process.execPath, [file]);
      rmSync(file);
      assert.deepEqual([status, stdout.split(" (")[0]], [1, "rolled back: web runs web:1, not web:2"]);
    });
  });
});

/** The policy of a role that runs the command, from the actions of its help. */
function policy(): object {
  const Action = [...help.matchAll(/\b(?:ecs|logs):\w+/g)].map(([action]) => action);
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] };
}

/** Times and ids are of this run; a reader does not miss them. */
function shown(output: string): string {
  return output
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, "<time>")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<task>")
    .replace(/ecs-svc\/\d+/g, "ecs-svc/<id>");
}
