import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { ScratchProject } from "./scratchProject";

const project = new ScratchProject("variants");

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
  before(() => project.make(variants));
  after(() => project.remove());

  /** The types of a clean preview's resources, and all that it printed. */
  function preview(stack: keyof typeof variants): { types: string[]; text: string } {
    const { status, stdout, stderr } = project.preview(stack);
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^0 violations, 0 unproven$/m);
    const { resources } = JSON.parse(readFileSync(join(project.folder, "plan.json"), "utf8"));
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
