import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";

const root = join(__dirname, "..", "..");

/** Runs a command in a folder; its standard output, or an error with all that it said. */
function run(folder: string, command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

describe("The packages", () => {
  let project: string;

  before(() => {
    project = mkdtempSync(join(tmpdir(), "fresh-project-"));
    const packed = ["components", "policies"].map((name) => {
      const [entry] = JSON.parse(run(join(root, name), "npm", "pack", "--json", "--pack-destination", project));
      return `./${entry.filename}`;
    });
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "fresh", version: "1.0.0", private: true }));
    run(project, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", ...packed);
  });
  after(() => rmSync(project, { recursive: true }));

  it("give a fresh project the components, with the proxy's Dockerfile", () => {
    const program = `
      const { ProxiedService, InvalidArguments } = require("@gatehouse/gatehouse");
      const { defaultProxySettings, proxyImageFiles } = require("@gatehouse/gatehouse/dist/nginx");
      const files = proxyImageFiles({ ...defaultProxySettings, clientAddress: { kind: "alb", subnets: ["10.0.0.0/24"] } });
      console.log(typeof ProxiedService, InvalidArguments.name, Object.keys(files).sort().join(" "));
    `;
    const said = run(project, "node", "-e", program).trim();
    assert.equal(said, "function InvalidArguments .dockerignore Dockerfile nginx.conf");
  });

  it("give a fresh project types", () => {
    const check = (zones: string): string => {
      writeFileSync(
        join(project, "program.ts"),
        `import { Network, type NetworkArgs } from "@gatehouse/gatehouse";
         const args: NetworkArgs = { zones: ${zones} };
         export const network = new Network("web", args);`,
      );
      const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
      const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext"];
      return spawnSync("node", [tsc, ...options, "program.ts"], { cwd: project, encoding: "utf8" }).stdout;
    };
    assert.equal(check("2"), "");
    assert.match(check('"two"'), /^program\.ts\(2,.*Type 'string' is not assignable to type 'number'/);
  });

  it("give a fresh project the policy pack, as the policy runner loads it", () => {
    const pack = join(project, "node_modules", "@gatehouse", "policies");
    const files = run(pack, "ls").split("\n");
    for (const file of ["PulumiPolicy.yaml", "README.md", "dist", "package.json"])
      assert.ok(files.includes(file), file);
    const said = run(
      project,
      "node",
      "-e",
      `
      const { policies } = require("@gatehouse/policies/dist/pack");
      console.log(policies.map((policy) => policy.name).join(" "));
    `,
    );
    assert.match(said, /gatehouse/);
  });
});
