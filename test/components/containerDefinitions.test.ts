import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { containerDefinitions } from "../../components/containerDefinitions";
import { planService } from "../../components/servicePlan";

describe("Container definitions", () => {
  const plan = planService(
    { proxy: { routes: [] }, application: { health: { command: ["CMD", "true"] } } },
    { idleSeconds: 60, cidrs: ["10.0.0.0/17"] },
  );
  const definitions = (environment: Record<string, string>) =>
    containerDefinitions(plan, {
      proxyImage: "proxy:1",
      applicationImage: "app:1",
      proxyLogGroup: "/ecs/nginx",
      applicationLogGroup: "/ecs/app",
      region: "us-east-1",
      environment,
    });

  it("do not depend on the order in which the environment was written", () => {
    assert.deepEqual(definitions({ A: "1", Z: "2" }), definitions({ Z: "2", A: "1" }));
  });

  it("never let the environment move the application off the loopback", () => {
    const [, application] = definitions({ HOST: "0.0.0.0" }) as { environment: { name: string; value: string }[] }[];
    assert.deepEqual(
      application?.environment.filter(({ name }) => name === "HOST"),
      [{ name: "HOST", value: "127.0.0.1" }],
    );
  });
});
