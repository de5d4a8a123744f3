import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { after, before, describe, it } from "mocha";
import { Cluster, Network, NetworkLoadBalancer, ProxiedService } from "../../components/index";
import { onStandIns } from "../../preview/engine/onStandIns";
import { drifted } from "./drift";

const balancerType = "aws:lb/loadBalancer:LoadBalancer";
const listenerType = "aws:lb/listener:Listener";

/** A service with fixed addresses. */
function program() {
  const network = new Network("web", {});
  const edge = new NetworkLoadBalancer("web", { network });
  const image = { uri: "shop/app:1" };
  new ProxiedService("web", {
    network,
    edge,
    cluster: new Cluster("web", {}),
    application: { image, health: { command: ["CMD", "node", "dist/health.js"] } },
    proxy: { sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] },
  });
}

describe("A network load balancer that has to be replaced, on the real engine,", () => {
  let state: string;
  before(() => {
    state = mkdtempSync(join(tmpdir(), "gatehouse-balancer-"));
  });
  after(() => rmSync(state, { recursive: true }));

  it("is gone, with its listener, before the new one takes its addresses and its target group", async () => {
    const steps: string[] = [];
    const onEvent = ({ resourcePreEvent }: EngineEvent) => {
      const { op, type, urn = "" } = resourcePreEvent?.metadata ?? {};
      if (op !== undefined && op !== "same") steps.push(`${op} ${type ?? ""} ${urn.split("::").at(-1)}`);
    };
    const options = { stack: "dev", projectDir: join(__dirname, "..", ".."), state, program };
    await onStandIns({ ...options, policyPacks: ["policies"], progress: () => undefined }, async (stack) => {
      await stack.up();
      // Nothing in the arguments replaces it on the stand-in, which does not look at subnets: so it was another kind before.
      assert.equal(await drifted(stack, balancerType, () => ({ internal: true })), 1);
      await stack.up({ onEvent });
    });
    const done = steps.filter((step) => /^(?:delete|create)/.test(step) && / aws:lb\//.test(step));
    assert.deepEqual(done, [
      `delete-replaced ${listenerType} web`,
      `delete-replaced ${balancerType} web`,
      `create-replacement ${balancerType} web`,
      `create-replacement ${listenerType} web`,
    ]);
    const replaced = steps.filter((step) => step.startsWith("create-replacement"));
    assert.deepEqual(
      replaced.filter((step) => /Eip|TargetGroup|ecs\/service/.test(step)),
      [],
    );
  });
});
