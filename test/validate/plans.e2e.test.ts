import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { onStandIns } from "../../preview/engine/onStandIns";
import { planPack, readPlan } from "../../preview/engine/plan";
import { type PublishedResource, readPublishedPlan } from "../../validate/plan";
import { type Validation, validatePlan } from "../../validate/validatePlan";
import { findValidators } from "../../validate/validators";
import { ScratchProject } from "../acceptance/scratchProject";
import { edgeResources } from "./edgeResources";
import { planned, provider, urnOf } from "./planned";
import { serviceResources } from "./serviceResources";

const root = join(__dirname, "..", "..");
const scratch = new ScratchProject("validated");

const common = `config:
  aws:region: eu-west-1
  gatehouse:applicationContext: ../../app
  gatehouse:sites:
    - routes:
        - path: /api/users/:id
          methods: [GET]
`;

const stacks = {
  small: `${common}  gatehouse:cpu: 1024
  gatehouse:memory: 2048
`,
  large: `${common}  gatehouse:networkLayout: privateNatPerZone
  gatehouse:zones: 3
  gatehouse:domain: users.example.com
  gatehouse:zoneId: Z0123456789ABCDEFGHIJ
  gatehouse:architecture: arm64
`,
  isolated: `${common}  gatehouse:networkLayout: isolated
  gatehouse:flowLogs: all
`,
};

describe("The inputs of a stack", () => {
  let validators: string;
  let small: PublishedResource[];

  before(async () => {
    validators = await findValidators(process.env, console.error);
    scratch.make(stacks);
    small = previewed("small");
  });
  after(() => scratch.remove());

  function previewed(stack: keyof typeof stacks): PublishedResource[] {
    const { status, stdout, stderr } = scratch.preview(stack);
    assert.equal(status, 0, stdout + stderr);
    return readPublishedPlan(join(scratch.folder, "plan.json"));
  }

  it("are valid in the low-cost shape, and its two unknown policies are told as not judged", async () => {
    const validation = await validatePlan(small, validators);
    assert.deepEqual(validation.refusals, []);
    assert.ok(validation.judged >= 30, `${validation.judged} judged`);
    assert.equal(validation.unknownDocuments.length, 2);
  });

  it("are valid in the private shape with HTTPS", async () => {
    const large = previewed("large");
    const validation = await validatePlan(large, validators);
    assert.deepEqual(validation.refusals, []);
    for (const part of ["natGateway:NatGateway", "certificate:Certificate", "record:Record"]) {
      assert.ok(
        large.some(({ type }) => type.endsWith(part)),
        part,
      );
    }
  });

  it("are valid in the shape without a way out, with its endpoints and flow logs", async () => {
    const isolated = previewed("isolated");
    const { refusals } = await validatePlan(isolated, validators);
    assert.deepEqual(refusals, []);
    for (const part of ["vpcEndpoint:VpcEndpoint", "flowLog:FlowLog"]) {
      assert.ok(
        isolated.some(({ type }) => type.endsWith(part)),
        part,
      );
    }
  });

  it("are valid with nothing unknown, as an update shows them", async () => {
    const state = mkdtempSync(join(tmpdir(), "gatehouse-validated-"));
    const file = join(state, "updated.json");
    try {
      const options = { stack: "dev", projectDir: root, state, progress: () => undefined };
      const recorded = { policyPacks: [planPack.folder], environment: planPack.environment(file) };
      await onStandIns({ ...options, ...recorded }, (stack) => stack.up());
      const validation = await validatePlan(readPlan(file).resources, validators);
      assert.deepEqual(validation.refusals, []);
      assert.equal(validation.unknownValues, 0);
      assert.deepEqual(validation.unknownDocuments, []);
    } finally {
      rmSync(state, { recursive: true });
    }
  });

  it("are valid for edges, hosts, releases, alarms and files", async () => {
    const { refusals } = await validatePlan([provider, ...edgeResources, ...serviceResources], validators);
    assert.deepEqual(refusals, []);
  });

  describe("with invalid values planted in it", () => {
    let validation: Validation;

    const changes: [part: string, inputs: Record<string, unknown>][] = [
      ["taskDefinition:TaskDefinition::web", { cpu: "300" }],
      ["listener:Listener::web-http", { port: 443, protocol: "HTTPS" }],
      ["rolePolicy:RolePolicy::web-execution", { policy: policy("Alow") }],
      ["logGroup:LogGroup::web-app", { retentionInDays: 31 }],
      ["SecurityGroupIngressRule::web-edge-80", { toPort: 70000 }],
      ["SecurityGroupIngressRule::web-task-proxy", { fromPort: 8080, toPort: 80 }],
      ["SecurityGroupEgressRule::web-task-https", { ipProtocol: "tpc" }],
      ["loadBalancer:LoadBalancer::web", { name: "b".repeat(40) }],
      ["targetGroup:TargetGroup::web", { name: "n".repeat(40), protocol: "HTTPX", healthCheck: { interval: 1 } }],
    ];

    before(async () => {
      for (const [part] of changes) {
        assert.equal(small.filter(({ urn }) => urn.endsWith(part)).length, 1, part);
      }
      const broken = small.map((resource) => {
        const change = changes.find(([part]) => resource.urn.endsWith(part))?.[1] ?? {};
        return { ...resource, inputs: { ...resource.inputs, ...change } };
      });
      validation = await validatePlan(broken, validators);
    });

    const found: [what: string, part: string, property: string, rule: string][] = [
      ["Fargate CPU of 300", "taskDefinition:TaskDefinition::web", "cpu", "E3048"],
      ["an HTTPS listener without certificate", "listener:Listener::web-http", "", "E3676"],
      ["a target group's name of 40 characters", "targetGroup:TargetGroup::web", "name", "E9101"],
      ["a load balancer's name of 40 characters", "loadBalancer:LoadBalancer::web", "name", "E9101"],
      ["an unknown protocol", "targetGroup:TargetGroup::web", "protocol", "E3030"],
      ["an unknown protocol of a rule", "SecurityGroupEgressRule::web-task-https", "fromPort", "W3687"],
      ["a health check every second", "targetGroup:TargetGroup::web", "healthCheck.interval", "E3034"],
      ["a port above 65535", "SecurityGroupIngressRule::web-edge-80", "toPort", "E9101"],
      ["ports that descend", "SecurityGroupIngressRule::web-task-proxy", "fromPort", "E9201"],
      ["a wrong effect in a policy", "rolePolicy:RolePolicy::web-execution", "policy", "E3510"],
      ["logs kept for 31 days", "logGroup:LogGroup::web-app", "retentionInDays", "E3030"],
    ];
    for (const [what, part, property, rule] of found) {
      it(`finds ${what}, by resource and property`, () => {
        const at = validation.refusals.filter(({ urn, ...one }) => {
          return urn.endsWith(part) && one.property === property && one.rule === rule;
        });
        assert.equal(at.length, 1, JSON.stringify(validation.refusals, null, 2));
      });
    }

    it("finds nothing elsewhere", () => {
      const parts = changes.map(([part]) => part);
      const elsewhere = validation.refusals.filter(({ urn }) => !parts.some((part) => urn.endsWith(part)));
      assert.deepEqual(elsewhere, []);
    });
  });

  it("are refused where text that must be JSON is none", async () => {
    const type = "aws:ecs/taskDefinition:TaskDefinition";
    const { refusals } = await validatePlan(
      [provider, planned(type, "web", { containerDefinitions: "[" })],
      validators,
    );
    const [first] = refusals;
    assert.deepEqual([first?.urn, first?.property, first?.rule], [urnOf(type, "web"), "containerDefinitions", "JSON"]);
  });
});

function policy(Effect: string): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect, Action: "logs:PutLogEvents", Resource: "*" }] });
}
