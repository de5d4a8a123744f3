import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { ScratchProject } from "./scratchProject";

const project = new ScratchProject("variants");

const common = `config:
  aws:region: eu-west-1
  gatehouse:applicationContext: ../../app
  gatehouse:sites:
    - routes:
        - path: /api/users/:id
          methods: [GET]
`;

const variants = {
  large: `${common}  gatehouse:networkLayout: privateNatPerZone
  gatehouse:zones: 3
`,
  isolated: `${common}  gatehouse:networkLayout: isolated
  gatehouse:networkEndpoints: [secretsmanager]
  gatehouse:availabilityZones: [eu-west-1a, eu-west-1c]
  gatehouse:flowLogs: all
`,
  https: `${common}  gatehouse:domain: users.example.com
  gatehouse:zoneId: Z0123456789ABCDEFGHIJ
  gatehouse:architecture: arm64
`,
};

interface Planned {
  type: string;
  inputs: Record<string, unknown>;
}

describe("Other shapes of the stack", () => {
  before(() => project.make(variants));
  after(() => project.remove());

  /** A clean preview's resources, their types, and all that it printed. */
  function preview(stack: keyof typeof variants): { resources: Planned[]; types: string[]; text: string } {
    const { status, stdout, stderr } = project.preview(stack);
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^0 violations, 0 unproven$/m);
    const { resources }: { resources: Planned[] } = JSON.parse(readFileSync(join(project.folder, "plan.json"), "utf8"));
    return { resources, types: resources.map(({ type }) => type), text: stdout };
  }

  it("keep tasks without public addresses behind one NAT gateway a zone", () => {
    const { types, text } = preview("large");
    assert.equal(types.filter((type) => type === "aws:ec2/natGateway:NatGateway").length, 3);
    assert.equal(types.filter((type) => type === "aws:ec2/subnet:Subnet").length, 6);
    assert.doesNotMatch(text, /public address/);
  });

  it("keep tasks without any way to the internet, in the zones that are named, and record connections", () => {
    const { resources, types } = preview("isolated");
    const inputs = (type: string) => resources.filter((each) => each.type === type).map((each) => each.inputs);
    assert.equal(inputs("aws:ec2/vpcEndpoint:VpcEndpoint").length, 5);
    assert.ok(!types.includes("aws:ec2/natGateway:NatGateway"));
    assert.ok(types.includes("aws:ec2/flowLog:FlowLog"));
    const zones = inputs("aws:ec2/subnet:Subnet").map(({ availabilityZone }) => String(availabilityZone));
    assert.deepEqual([...new Set(zones)].sort(), ["eu-west-1a", "eu-west-1c"]);
    const rules = inputs("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    assert.ok(rules.every(({ cidrIpv4, cidrIpv6 }) => cidrIpv4 === undefined && cidrIpv6 === undefined));
  });

  it("speak HTTPS with a certificate for the domain, and only redirect from HTTP", () => {
    const { types, text } = preview("https");
    for (const type of ["aws:acm/certificateValidation:CertificateValidation", "aws:route53/record:Record"]) {
      assert.ok(types.includes(type), type);
    }
    const ways = text.split("\n").filter((line) => line.includes("open: internet"));
    assert.equal(ways.length, 2);
    for (const way of ways) assert.match(way, /listener HTTPS:443 rule 50000 → target group web → nginx:8080/);
  });
});
