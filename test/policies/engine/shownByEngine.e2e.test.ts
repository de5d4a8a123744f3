import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { Resource } from "../../../policies/model/resource";
import {
  apply,
  arn,
  asSeen,
  type Declared,
  id,
  type Mode,
  output,
  resource,
  secret,
  unknown,
} from "../../../policies/testing";
import type { PreviewAnswer } from "../../../preview/standIns/previewed";
import { onEngine } from "./onEngine";

/** A stack in which everything that a test can declare stands once. */
const stack: Declared[] = [
  resource("aws:ec2/securityGroup:SecurityGroup", "doors", {
    ingress: [
      { protocol: "tcp", fromPort: 3000, toPort: 3000, securityGroups: [id("others"), unknown] },
      { protocol: "tcp", fromPort: 8080, toPort: 8080, cidrBlocks: ["10.0.0.0/8"] },
    ],
    vpcId: unknown,
    tags: { team: "gate" },
  }),
  resource("aws:ec2/securityGroup:SecurityGroup", "others", { vpcId: output("outside", "vpcId") }),
  resource("aws:ec2/securityGroup:SecurityGroup", "outside", { vpcId: "vpc-1" }, { external: true }),
  resource(
    "acme:web:Platform",
    "platform",
    { group: id("others") },
    { component: true, outputs: { url: output("web", "dnsName") } },
  ),
  resource(
    "aws:lb/loadBalancer:LoadBalancer",
    "web",
    { securityGroups: [id("others"), id("outside")] },
    {
      parent: "platform",
      outputs: { dnsName: "web.example.com" },
      ignoreChanges: ["securityGroups"],
      protect: true,
    },
  ),
  resource(
    "aws:route53/record:Record",
    "www",
    { records: [output("web", "dnsName")], type: "CNAME" },
    { dependsOn: ["doors"] },
  ),
  resource("aws:ecs/taskDefinition:TaskDefinition", "task", {
    family: "task",
    containerDefinitions: apply([output("web", "dnsName")], (host) => JSON.stringify([{ name: "app", host }])),
  }),
  resource(
    "aws-native:ssm:Parameter",
    "key",
    { value: secret("hunter2"), about: secret(arn("web")) },
    { provider: { name: "north", properties: { region: "eu-north-1" } } },
  ),
];

const urns = asSeen(stack, "second").map(({ urn }) => urn);

async function shown(previews: PreviewAnswer): Promise<{ first: Resource[]; second: Resource[] }> {
  const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Resource[];
  const { first, second } = await onEngine(stack, { previews, policyPack: join(__dirname, "probePack"), read });
  return { first: comparable(first), second: comparable(second) };
}

/** The engine's order is a random one, and it shows providers and the stack itself as well. */
function comparable(seen: readonly Resource[]): Omit<Resource, "region">[] {
  const declared = seen.filter(({ urn }) => urns.includes(urn)).map(({ region: _, ...rest }) => rest);
  return declared.sort((a, b) => (a.urn < b.urn ? -1 : 1));
}

const expected = (mode: Mode) => comparable(asSeen(stack, mode));

const find = (seen: readonly Resource[], name: string): Resource => {
  const found = seen.find(({ urn }) => urn.endsWith(`::${name}`));
  assert.ok(found, name);
  return found;
};

describe("The real engine shows a policy pack what the tests without an engine do,", () => {
  it("with providers that answer all inputs", async () => {
    const { first, second } = await shown("inputs");
    assert.deepEqual(first, expected("first-echoed"));
    assert.deepEqual(second, expected("second"));
    assert.deepEqual(find(first, "doors").outputs.ingress, find(first, "doors").inputs?.ingress);
  });

  it("with providers that leave out each property with an unknown inside", async () => {
    const { first, second } = await shown("without nested unknowns");
    assert.deepEqual(first, expected("first"));
    // A real provider leaves it out again when a later preview does not know a value.
    const others = (seen: readonly Resource[]) => seen.filter((each) => each !== find(seen, "doors"));
    assert.deepEqual(others(second), others(expected("second")));
    for (const seen of [first, second]) {
      const { inputs, outputs } = find(seen, "doors");
      assert.ok(inputs && "ingress" in inputs && !("ingress" in outputs), "a port beside an unknown group");
      assert.deepEqual([outputs.vpcId, outputs.tags], [unknown, { team: "gate" }]);
    }
  });

  it("with providers that do not support previews, but for what they would add", async () => {
    const { first, second } = await shown("nothing");
    const withoutAdded = ({ outputs, inputs = {}, ...rest }: Resource) => ({
      ...rest,
      inputs,
      outputs: Object.fromEntries(Object.entries(outputs).filter(([name]) => name in inputs)),
    });
    assert.deepEqual(first.map(withoutAdded), expected("first-echoed").map(withoutAdded));
    assert.equal("arn" in find(first, "web").outputs, false);
    assert.deepEqual(second.map(withoutAdded), expected("second").map(withoutAdded));
  });
});
