import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { after, before, describe, it } from "mocha";
import { onStandIns } from "../../preview/engine/onStandIns";
import { changedProgram, waysPast } from "../acceptance/waysPast";

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
      const options = ["--noEmit", "--pretty", "false", "--strict", "--skipLibCheck", "--module", "nodenext"];
      return spawnSync("node", [tsc, ...options, "program.ts"], { cwd: project, encoding: "utf8" }).stdout;
    };
    assert.equal(check("2"), "");
    assert.match(check('"two"'), /^program\.ts\(2,.*Type 'string' is not assignable to type 'number'/);
  });

  it("make a whole service in a fresh project", () => {
    mkdirSync(join(project, "app"));
    writeFileSync(join(project, "app", "Dockerfile"), "FROM scratch\n");
    writeFileSync(join(project, "service.js"), serviceProgram);
    const types = run(project, "node", "service.js").trim().split("\n");
    for (const type of [
      "aws:ecs/service:Service",
      "aws:lb/targetGroup:TargetGroup",
      "awsx:ec2:Vpc",
      "docker:index/image:Image",
    ]) {
      assert.ok(types.includes(type), `${type} in ${types}`);
    }
  });

  it("give the real policy runner the policy pack, which finds the way past a proxy", async () => {
    const way = waysPast[0];
    assert.ok(way);
    const program = join(project, "wayPast.ts");
    const source = changedProgram(readFileSync(join(root, "index.ts"), "utf8"), way);
    writeFileSync(
      program,
      source
        .replaceAll('from "../../', `from "${root}/`)
        .replace('"@pulumi/aws"', `"${root}/node_modules/@pulumi/aws"`),
    );
    const pack = join(project, "node_modules", "@gatehouse", "policies");
    const messages: string[] = [];
    await onStandIns(
      {
        stack: "dev",
        projectDir: root,
        program,
        state: join(project, "state"),
        policyPacks: [pack],
        progress: () => undefined,
      },
      async (stack) => {
        const onEvent = ({ policyEvent }: EngineEvent) => policyEvent && messages.push(policyEvent.message);
        await assert.rejects(stack.preview({ onEvent }));
      },
    );
    assert.equal(messages.length, 1);
    assert.match(messages[0] ?? "", /internet → public address of web → app:3000/);
  });
});

/** A program of someone who has only the package, against Pulumi's own mocks. */
const serviceProgram = `
const pulumi = require("@pulumi/pulumi");
const answers = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
  "aws:index/getRegion:getRegion": { region: "eu-west-1" },
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com" },
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": { userName: "AWS", password: "token" },
  "aws:ecr/getImages:getImages": { imageIds: [] },
};
pulumi.runtime.setMocks({
  newResource: ({ type, inputs, name }) => {
    console.log(type);
    return { id: name, state: { ...inputs, arn: name, vpcId: "vpc", publicSubnetIds: ["a", "b"] } };
  },
  call: ({ token }) => answers[token],
}).then(() => {
  const { Cluster, ContainerImage, LoadBalancer, Network, ProxiedService } = require("@gatehouse/gatehouse");
  const network = new Network("web", {});
  new ProxiedService("web", {
    network,
    cluster: new Cluster("web", {}),
    edge: new LoadBalancer("web", { network }),
    application: {
      image: new ContainerImage("web-app", { context: "app" }),
      health: { command: ["CMD", "true"] },
    },
    proxy: { sites: [{ routes: [{ path: "/api", methods: ["GET"] }] }] },
  });
});
`;
