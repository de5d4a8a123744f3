import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";

const root = join(__dirname, "..", "..");
const project = join(root, "out", "variants");

const common = `config:
  aws:region: eu-west-1
  gatehouse:applicationContext: ../../app
  gatehouse:routes:
    - path: /api/users/:id
      methods: [GET]
`;

const variants = {
  large: `${common}  gatehouse:networkLayout: private
  gatehouse:natGateways: onePerZone
  gatehouse:zones: 3
`,
  https: `${common}  gatehouse:domain: users.example.com
  gatehouse:zoneId: Z0123456789ABCDEFGHIJ
  gatehouse:architecture: arm64
`,
};

describe("Other shapes of the stack", () => {
  before(() => {
    mkdirSync(project, { recursive: true });
    copyFileSync(join(root, "Pulumi.yaml"), join(project, "Pulumi.yaml"));
    for (const [stack, text] of Object.entries(variants)) writeFileSync(join(project, `Pulumi.${stack}.yaml`), text);
  });
  after(() => rmSync(project, { recursive: true }));

  /** The types of a clean preview's resources, and all that it printed. */
  function preview(stack: keyof typeof variants): { types: string[]; text: string } {
    const options = ["--stack", stack, "--project", project, "--program", "../../index.ts", "--out", project];
    const cli = ["--import", "tsx", "preview/index.ts", ...options];
    const { status, stdout, stderr } = spawnSync(process.execPath, cli, { cwd: root, encoding: "utf8" });
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^0 violations, 0 unproven$/m);
    const { resources } = JSON.parse(readFileSync(join(project, "plan.json"), "utf8"));
    return { types: resources.map(({ type }: { type: string }) => type), text: stdout };
  }

  it("keep tasks without public addresses behind one NAT gateway a zone", () => {
    const { types, text } = preview("large");
    assert.equal(types.filter((type) => type === "aws:ec2/natGateway:NatGateway").length, 3);
    assert.equal(types.filter((type) => type === "aws:ec2/subnet:Subnet").length, 6);
    assert.doesNotMatch(text, /public address/);
  });

  it("speak HTTPS with a certificate for the domain, and only redirect from HTTP", () => {
    const { types, text } = preview("https");
    for (const type of ["aws:acm/certificateValidation:CertificateValidation", "aws:route53/record:Record"]) {
      assert.ok(types.includes(type), type);
    }
    const ways = text.split("\n").filter((line) => line.includes("open: internet"));
    assert.equal(ways.length, 2);
    for (const way of ways) assert.match(way, /listener HTTPS:443 rule 100 → target group web → nginx:8080/);
  });
});
