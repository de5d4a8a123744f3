import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { findTask } from "../../local/stackState";
import type { StateResource } from "../../local/stateResource";
import fixture from "./fixtures/stack.json";
import { assertRefused } from "./refusal";

const resources: StateResource[] = fixture;
const without = (name: string) => resources.filter(({ urn }) => !urn.endsWith(name));

describe("The task of a stack", () => {
  const task = findTask(resources);

  it("is the one that the service names, not another of the same stack", () => {
    assert.deepEqual(
      task.containers.map(({ name }) => name),
      ["nginx", "app"],
    );
  });

  it("is entered through the listener whose rule forwards to its target group", () => {
    assert.deepEqual(task.entrance.listener, { protocol: "https", port: 443 });
    assert.deepEqual(task.entrance.target, {
      container: "nginx",
      port: 18080,
      health: { path: "/", matcher: "200", deadlineSeconds: 60 },
    });
  });

  it("knows how each image is built, and a Dockerfile lies in the context where none is named", () => {
    assert.equal(task.images.get("registry.example/app:1")?.context, "app");
    assert.equal(task.images.get("registry.example/proxy:1")?.dockerfile, "proxy/Dockerfile");
  });

  it("has ECS's defaults for what the definition leaves out", () => {
    const [nginx, app] = task.containers;
    assert.deepEqual(app?.healthCheck, {
      command: ["CMD", "node", "dist/health.js"],
      interval: 5,
      timeout: 5,
      retries: 2,
      startPeriod: 5,
    });
    assert.equal(nginx?.healthCheck, undefined);
    assert.equal(nginx?.startTimeoutSeconds, 180);
  });

  it("is refused when the stack has no service, and the message names those there are", async () => {
    await assertRefused(() => findTask([]), 2, /this one has none/);
    await assertRefused(() => findTask(resources, "shop"), 2, /--service: given shop; legal: web;/);
  });

  it("is refused when no listener forwards to it", async () => {
    await assertRefused(() => findTask(without("ListenerRule::web")), 2, /a target group that a listener forwards to/);
  });

  it("is refused when its containers cannot be read, as with an unknown or secret text", async () => {
    const secret = resources.map((one) =>
      one.urn.endsWith("TaskDefinition::web") ? { ...one, inputs: { containerDefinitions: { ciphertext: "" } } } : one,
    );
    await assertRefused(() => findTask(secret), 2, /a value that is not text/);
  });
});
