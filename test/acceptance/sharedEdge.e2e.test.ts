import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import { after, before, describe, it } from "mocha";
import { stackPolicyName } from "../../policies/pack";
import { onStandIns } from "../../preview/engine/onStandIns";
import { buildPolicyPack, policyPack } from "../../preview/policyPack";
import { ScratchProject } from "./scratchProject";

const project = new ScratchProject("shared-edge");
const config = "config:\n  aws:region: eu-west-1\n";

/** The stack that makes network and load balancer for two others. */
const edge = `import { edgeFields, LoadBalancer, Network, networkFields } from "../../components/index";

const made = new Network("shared", { layout: "private" });
const balancer = new LoadBalancer("shared", { network: made, forceDelete: true });
export const network = networkFields(made);
export const edge = edgeFields(balancer, [
  { stack: "gatehouse/users", from: 100, to: 199 },
  { stack: "gatehouse/orders", from: 200, to: 299 },
]);
`;

/** A stack with these services behind the load balancer of the other one; each takes a rule. */
function servicesWith(rules: Record<string, string>): string {
  const services = Object.entries(rules).map(
    ([name, rule]) => `new ProxiedService("${name}", { ...shared, forceDelete: true, rule: ${rule} });`,
  );
  return `import { StackReference } from "@pulumi/pulumi";
import { Cluster, ContainerImage, edgeOf, networkOf, ProxiedService } from "../../components/index";

module.exports = async () => {
  const other = new StackReference("organization/gatehouse/edge");
  const network = await networkOf(other, "network");
  const edge = await edgeOf(other, "edge");
  const cluster = new Cluster("shop", {});
  const image = new ContainerImage("shop-app", { context: "../../app", forceDelete: true });
  const application = { image, health: { command: ["CMD", "node", "dist/health.js"] } };
  const proxy = { sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] };
  const shared = { network, edge, cluster, application, proxy };
  ${services.join("\n  ")}
};
`;
}

const programs = {
  edge,
  users: servicesWith({
    users: '{ priority: 110, hosts: ["users.example.com"] }',
    admin: '{ priority: 100, hosts: ["users.example.com"], paths: ["/admin", "/admin/*"] }',
  }),
  orders: servicesWith({ orders: '{ priority: 200, hosts: ["orders.example.com"] }' }),
  greedy: servicesWith({ users: "undefined" }),
  hidden: servicesWith({
    users: '{ priority: 110, hosts: ["users.example.com"] }',
    admin: '{ priority: 120, hosts: ["users.example.com"], paths: ["/admin/*"] }',
  }),
};

type Resources = { type: string; inputs: { priority: number } }[];

describe("A load balancer that stacks share", () => {
  const said: EngineEvent[] = [];
  const onEvent = (event: EngineEvent) => said.push(event);
  const policies = join(project.folder, "policies.json");
  const policyPackConfigs = [policies];

  before(async () => {
    await buildPolicyPack();
    project.make({ edge: config, users: config, orders: config, stranger: config });
    for (const [name, text] of Object.entries(programs)) writeFileSync(join(project.folder, `${name}.ts`), text);
    await open("edge", "edge", async (stack) => {
      const { outputs } = await stack.up({ onEvent });
      // What the other stacks cannot see, their users state.
      const externals = [{ id: outputs.edge?.value.securityGroupId, heldBy: "load balancer" }];
      writeFileSync(policies, JSON.stringify({ [stackPolicyName]: { externals } }));
    });
  });
  after(() => project.remove());

  async function open<T>(stack: string, program: string, run: (stack: Stack) => Promise<T>): Promise<T> {
    const errors: unknown[] = [];
    const options = { stack, projectDir: project.folder, program: `${program}.ts`, policyPacks: [policyPack] };
    try {
      return await onStandIns(
        { ...options, progress: () => undefined, onProgramError: (error) => errors.push(error) },
        run,
      );
    } catch (error) {
      throw errors[0] ?? error;
    }
  }

  /** The priorities of the rules that a stack adds, first previewed and then made. */
  async function rulesOf(name: string): Promise<number[]> {
    const resources: Resources = await open(name, name, async (stack) => {
      await stack.preview({ onEvent, policyPackConfigs });
      await stack.up({ onEvent, policyPackConfigs });
      return (await stack.exportStack()).deployment.resources;
    });
    return resources
      .filter(({ type }) => type === "aws:lb/listenerRule:ListenerRule")
      .map(({ inputs }) => inputs.priority)
      .sort();
  }

  it("takes the rules of each, which never meet", async () => {
    assert.deepEqual(await rulesOf("users"), [100, 110]);
    assert.deepEqual(await rulesOf("orders"), [200]);
  });

  it("lets the policy pack say nothing, once it is stated who holds the shared group", () => {
    assert.deepEqual(
      said.flatMap(({ policyEvent }) => policyEvent ?? []),
      [],
    );
  });

  for (const [stack, program, what, message] of [
    ["users", "greedy", "a service that takes what is left", /rule: given nothing.*legal: a priority from 100 to 199/],
    ["users", "hidden", "a rule that another hides", /"admin"\.rule\.priority: given 120, beside 110 of users/],
    ["stranger", "users", "a stack that it has no priorities for", /legal: priorities for gatehouse\/stranger/],
  ] as const) {
    it(`refuses ${what}, before any resource`, async () => {
      const refusal = open(stack, program, (opened) => opened.preview());
      await assert.rejects(refusal, (error) => error instanceof Error && message.test(error.message));
    });
  }
});
