import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { after, before, describe, it } from "mocha";
import { onStandIns } from "../../preview/engine/onStandIns";
import { InvalidProject } from "../../preview/engine/stackFiles";
import { UnknownToken } from "../../preview/standIns/unknownToken";

const small = join(__dirname, "fixtures", "small");

describe("a program on stand-ins", () => {
  let state: string;
  before(() => {
    state = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
  });
  after(() => rmSync(state, { recursive: true, force: true }));
  const options = (program = "index.ts") => ({
    stack: "dev",
    projectDir: small,
    program,
    state,
    progress: () => undefined,
  });

  it("is previewed, made, left alone by a second update, and taken down completely", async () => {
    await onStandIns(options(), async (stack) => {
      const preview = await stack.preview();
      const first = await stack.up();
      assert.deepEqual(preview.changeSummary, { create: 27 });
      assert.deepEqual(first.summary.resourceChanges, { create: 27 });
      assert.match(first.outputs.url?.value, /^small-[0-9a-f]{7}-\d+\.eu-west-1\.elb\.amazonaws\.com$/);
      assert.match(first.outputs.digest?.value, /dkr\.ecr\.eu-west-1\..*@sha256:[0-9a-f]{64}$/);

      // The registry's password is another one in each run, and still nothing is built again.
      assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 27 });
    });
    await onStandIns(options(), async (stack) => {
      assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 27 }, "the state outlives the process");
      await stack.destroy();
      const left = (await stack.exportStack()).deployment.resources ?? [];
      assert.deepEqual(left, []);
    });
  });

  for (const previews of ["inputs", "without nested unknowns"] as const) {
    it(`is previewed and made alike when the stand-ins themselves answer a preview with ${previews}`, async () => {
      await onStandIns({ ...options(), previews, state: join(state, previews) }, async (stack) => {
        assert.deepEqual((await stack.preview()).changeSummary, { create: 27 });
        assert.deepEqual((await stack.up()).summary.resourceChanges, { create: 27 });
        assert.deepEqual((await stack.preview()).changeSummary, { same: 27 });
      });
    });
  }

  it("may be a function, played by stand-ins of the caller's", async () => {
    const queue = { replaceOn: [], id: () => "queue-1" };
    const standIns = [{ name: "acme", version: "1.0.0", resources: {}, otherResources: queue, invokes: {} }];
    class Queue extends pulumi.CustomResource {}
    const program = () => void new Queue("acme:index:Queue", "letters", { size: 1 });
    await onStandIns({ ...options(), program, standIns, state: join(state, "acme") }, async (stack) => {
      await stack.up();
      const { resources } = (await stack.exportStack()).deployment as { resources: { id?: string; inputs: unknown }[] };
      assert.deepEqual(resources.find(({ id }) => id === "queue-1")?.inputs, { size: 1 });
    });
  });

  it("ends with the name of a resource type that no table has, and where to add it", async () => {
    const run = onStandIns(options("unknownToken.ts"), (stack) => stack.preview());
    await assert.rejects(run, (e: unknown) => {
      assert(e instanceof UnknownToken);
      assert.equal(e.token, "aws:sqs/queue:Queue");
      assert.match(e.message, /preview\/standIns\/tokens/);
      return true;
    });
  });

  it("ends so even when the program caught the error, because what it did then says nothing about AWS", async () => {
    const run = onStandIns(options("caughtInvoke.ts"), (stack) => stack.preview());
    await assert.rejects(run, (e: unknown) => {
      assert(e instanceof UnknownToken);
      assert.deepEqual([e.kind, e.token], ["invoke", "aws:sqs/getQueue:getQueue"]);
      return true;
    });
  });

  it("gives each provider instance its own region", async () => {
    await onStandIns({ ...options("regions.ts"), state: join(state, "regions") }, async (stack) => {
      const { outputs } = await stack.up();
      assert.match(outputs.here?.value, /\.ecr\.eu-west-1\./);
      assert.match(outputs.there?.value, /\.ecr\.eu-north-1\./);
      assert.equal(outputs.name?.value, "eu-north-1");
    });
  });

  it("runs alone in its process", async () => {
    await onStandIns(options(), async () => {
      await assert.rejects(
        onStandIns(options(), async () => undefined),
        /a stack is open already/,
      );
    });
  });

  it("hands over the error that the program threw, also one thrown in an apply", async () => {
    for (const [program, type] of [
      ["throws.ts", TypeError],
      ["throwsLater.ts", RangeError],
    ] as const) {
      const errors: unknown[] = [];
      const heard = { ...options(program), onProgramError: (e: unknown) => errors.push(e) };
      await assert.rejects(onStandIns(heard, (stack) => stack.preview()));
      assert(errors[0] instanceof type, program);
    }
  });

  it("refuses a stack that has no file and lists those that have one", async () => {
    const missing = onStandIns({ ...options(), stack: "nope" }, async () => undefined);
    await assert.rejects(missing, (e: unknown) => {
      assert(e instanceof InvalidProject);
      assert.match(e.message, /Pulumi\.nope\.yaml: no such file; legal stacks: dev, secret/);
      return true;
    });
  });
});
