import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import {
  id,
  modes,
  previews,
  resource,
  runPack,
  type StartedPack,
  type StartOptions,
  startPack,
  unknown,
} from "../../../policies/testing";
import { ingress, shop } from "../shop";
import { withScratchPack } from "./scratchPack";

const root = join(__dirname, "..", "..", "..");

const bucketType = "aws:s3/bucket:Bucket";

/** A pack as anybody writes one: it serves as soon as it is loaded. */
const foreign = `
const { PolicyPack } = require("@pulumi/policy");
const { runtime, getProject, getStack } = require("@pulumi/pulumi");
new PolicyPack("foreign", {
  enforcementLevel: "mandatory",
  policies: [
    {
      name: "private",
      description: "Buckets are private.",
      configSchema: { properties: { allowed: { type: "array", items: { type: "string" }, default: ["assets"] } } },
      validateResource: ({ name, type, props, getConfig }, report) => {
        if (type === "${bucketType}" && props.acl !== "private" && !getConfig().allowed.includes(name)) report("is public");
      },
    },
    {
      name: "where",
      description: "Says where it runs.",
      enforcementLevel: "advisory",
      validateStack: ({ resources, stackTags }, report) => report(JSON.stringify({
        preview: runtime.isDryRun(), project: getProject(), stack: getStack(), tag: stackTags.get("team"), token: process.env.TOKEN,
        count: resources.filter(({ type }) => type === "${bucketType}").length,
      })),
    },
  ],
});
`;

const bucket = (name: string, acl: unknown) => resource(bucketType, name, { acl });
const stack = [bucket("assets", "public-read"), bucket("logs", "public-read"), bucket("kept", "private")];

async function withPack<T>(program: string, options: StartOptions, use: (pack: StartedPack) => Promise<T>): Promise<T> {
  return withScratchPack(program, async (folder) => {
    const pack = await startPack(folder, options);
    try {
      return await use(pack);
    } finally {
      await pack.stop();
    }
  });
}

describe("a pack that somebody else wrote", () => {
  it("runs as it is, with its configuration and its levels, any number of times", async () => {
    await withPack(foreign, { environment: { TOKEN: "t" } }, async (pack) => {
      const told = async (options: Parameters<typeof runPack>[2]) => (await runPack(pack, stack, options)).diagnostics;
      const [open, where, ...more] = await told({ mode: "first", order: 3, stackTags: { team: "shop" } });
      assert.deepEqual(more, []);
      assert.deepEqual(
        { ...open, urn: open?.urn.split("::").at(-1) },
        {
          policy: "private",
          level: "mandatory",
          phase: "resource",
          urn: "logs",
          message: "Buckets are private.\nis public",
        },
      );
      const context = { preview: true, project: "shop", stack: "test", tag: "shop", token: "t", count: 3 };
      assert.deepEqual(JSON.parse(where?.message.split("\n")[1] ?? ""), context);
      const configured = await told({
        config: { private: { enforcementLevel: "advisory", allowed: [] }, where: "disabled" },
      });
      assert.deepEqual(
        configured.map(({ level, urn }) => `${level} ${urn.split("::").at(-1)}`),
        ["advisory assets", "advisory logs"],
      );
      assert.equal((await told({})).length, 2);
    });
  });

  it("meets unknowns and updates as it would in the engine", async () => {
    await withPack(foreign, { preview: false }, async (pack) => {
      const { stoppedAt } = await runPack(pack, stack, { mode: "update" });
      assert.match(stoppedAt ?? "", /::logs$/);
      await assert.rejects(
        runPack(pack, stack, { mode: "first" }),
        /started with preview: false; fix: start it with preview: true/,
      );
      await assert.rejects(
        runPack(pack, stack, { mode: "update", level: "advisory" }),
        /given level for a pack that runs already/,
      );
    });
    await withPack(foreign, {}, async (pack) => {
      const { diagnostics } = await runPack(pack, [bucket("logs", unknown), bucket("more", id("logs"))]);
      assert.deepEqual(
        diagnostics.map(({ policy, level }) => `${policy} ${level}`),
        ["private advisory", "private advisory", "where advisory"],
      );
    });
  });

  it("tells of itself, and answers single calls", async () => {
    await withPack(foreign, {}, async (pack) => {
      assert.deepEqual(await pack.info(), {
        name: "foreign",
        version: "1.2.3",
        policies: [
          { name: "private", level: "mandatory" },
          { name: "where", level: "advisory" },
        ],
      });
      const planned = {
        urn: "urn:pulumi:test::shop::aws:s3/bucket:Bucket::logs",
        type: bucketType,
        inputs: { acl: "public" },
        outputs: {},
      };
      assert.equal((await pack.analyze(planned)).length, 1);
      await pack.configure({ private: { allowed: ["logs"] } });
      assert.deepEqual(await pack.analyze(planned), []);
      assert.match((await pack.analyzeStack([planned]))[0]?.message ?? "", /"count":1/);
    });
  });

  it("that does not start says what it wrote", async () => {
    const starting = (program: string, options: StartOptions = {}) =>
      withPack(program, options, () => Promise.resolve());
    await assert.rejects(
      starting("throw new Error('no such luck')"),
      /ended with exit code \d+; it wrote: [\s\S]*no such luck/,
    );
    await assert.rejects(starting(`console.log("hello"); ${foreign}`), /first line that is no port; it wrote: hello/);
    await assert.rejects(
      starting("setTimeout(() => {}, 60_000)", { timeoutSeconds: 2 }),
      /did not start within 2 seconds; it wrote: nothing/,
    );
    await assert.rejects(startPack(tmpdir()), /has no PulumiPolicy.yaml; fix: give the folder of a policy pack/);
  });
}).timeout(60_000);

describe("the Gatehouse pack as it is published", () => {
  it("is silent about a good stack and tells the open port, in every mode", async () => {
    execFileSync("npx", ["tsc", "--build", "policies"], { cwd: root, stdio: "pipe" });
    const open = ingress("opened", "task-group", { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" });
    for (const preview of [true, false]) {
      const pack = await startPack(join(root, "policies"), { preview });
      try {
        for (const mode of modes.filter((each) => previews.includes(each) === preview)) {
          assert.deepEqual((await runPack(pack, shop(), { mode, order: 1 })).diagnostics, [], mode);
          const { diagnostics } = await runPack(pack, [...shop(), open], { mode, order: 1 });
          const told = diagnostics.map(({ policy, level, phase }) => `${policy} ${level} ${phase}`);
          assert.deepEqual(told, [`application-port-admits-nobody mandatory ${preview ? "stack" : "resource"}`], mode);
        }
      } finally {
        await pack.stop();
      }
    }
  });
}).timeout(120_000);
