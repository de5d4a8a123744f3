import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ComponentProvider } from "@pulumi/pulumi/provider/experimental/provider";
import { before, describe, it } from "mocha";
import * as components from "../../components/index";
import { assertGolden } from "../golden";
import { type PackageSchema, reference } from "./reference";

describe("The components' schema, from which every Pulumi language gets its classes", () => {
  let schema: PackageSchema;

  before(async () => {
    const { Cluster, ContainerImage, Distribution, HttpApi } = components;
    const { LoadBalancer, Network, NetworkLoadBalancer, ProxiedService } = components;
    const provider = new ComponentProvider({
      dirname: join(__dirname, "..", "..", "components"),
      name: "gatehouse",
      components: [
        ...[Cluster, ContainerImage, Distribution, HttpApi],
        ...[LoadBalancer, Network, NetworkLoadBalancer, ProxiedService],
      ],
    });
    schema = JSON.parse(await provider.getSchema());
  });

  it("is the reviewed one", () => {
    // Before the check, so that both files are new in one run; the reference's own test holds it against the schema.
    if (process.env.UPDATE_GOLDEN === "1")
      writeFileSync(join(__dirname, "../../docs/components.md"), reference(schema));
    assertGolden("components/schema.json", `${JSON.stringify(schema, null, 2)}\n`);
  });

  it("holds each component under the token that the program registers", () => {
    const names = [
      ...["Cluster", "ContainerImage", "Distribution", "HttpApi"],
      ...["LoadBalancer", "Network", "NetworkLoadBalancer", "ProxiedService"],
    ];
    assert.deepEqual(
      Object.keys(schema.resources).sort(),
      names.map((name) => `gatehouse:index:${name}`),
    );
  });

  it("asks for what a service cannot do without, and shows only outputs", () => {
    const service = schema.resources["gatehouse:index:ProxiedService"];
    assert.deepEqual(service?.requiredInputs, ["cluster", "edge", "network", "proxy"]);
    assert.deepEqual(Object.keys(service?.properties ?? {}).sort(), [
      "proxyImageUri",
      "securityGroupId",
      "serviceName",
      "targetGroupArn",
      "taskDefinitionArn",
      "taskRoleName",
    ]);
  });
});
