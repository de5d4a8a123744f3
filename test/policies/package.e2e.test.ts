import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import analyzerRpc from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import empty from "google-protobuf/google/protobuf/empty_pb";
import { before, describe, it } from "mocha";
import { policies } from "../../policies/pack";

const root = join(__dirname, "..", "..");
const folder = join(root, "policies");

describe("the policy package", () => {
  before(() => void execFileSync("npx", ["tsc", "--build", "policies"], { cwd: root, stdio: "pipe" }));

  it("holds the compiled pack, its description and its README, and no source", () => {
    const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: folder,
      stdio: "pipe",
    });
    const [packed] = JSON.parse(output.toString()) as { files: { path: string }[] }[];
    const files = packed?.files.map(({ path }) => path) ?? [];
    for (const file of [
      "dist/index.js",
      "dist/pack.js",
      "PulumiPolicy.yaml",
      "README.md",
      "testing/README.md",
      "dist/testing/index.js",
      "dist/audit/main.js",
      "package.json",
    ]) {
      assert.ok(files.includes(file), file);
    }
    assert.deepEqual(
      files.filter((file) => /(?<!\.d)\.ts$|tsbuildinfo/.test(file)),
      [],
    );
  });

  it("starts in the runner of the SDK and tells its policies", async () => {
    const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [runner, "127.0.0.1:1", folder], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const errors: string[] = [];
    child.stderr.on("data", (data: Buffer) => errors.push(data.toString()));
    try {
      const exit = once(child, "exit").then(() => Promise.reject(new Error(`the runner ended: ${errors.join("")}`)));
      const [port] = (await Promise.race([once(child.stdout, "data"), exit])) as [Buffer];
      const info = await informationOf(port.toString().trim());
      assert.equal(info.getName(), "gatehouse");
      assert.deepEqual(
        info.getPoliciesList().map((policy) => policy.getName()),
        policies.map(({ name }) => name),
      );
    } finally {
      child.removeAllListeners("exit");
      child.kill();
    }
  });
});

function informationOf(port: string): Promise<analyzer.AnalyzerInfo> {
  const client = new analyzerRpc.AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  return new Promise<analyzer.AnalyzerInfo>((resolve, reject) => {
    client.getAnalyzerInfo(new empty.Empty(), (error, info) => (error ? reject(error) : resolve(info)));
  }).finally(() => client.close());
}
