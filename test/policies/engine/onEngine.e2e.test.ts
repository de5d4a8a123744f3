import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { arn, id } from "../../../policies/testing";
import type { PreviewAnswer } from "../../../preview/standIns/previewed";
import { change, ingress, shop } from "../shop";
import { evaluated } from "./apart";
import { judgeBatch } from "./judgeBatch";

const everywhere = { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" };
const stacks = {
  clean: shop(),
  opened: [...shop(), ingress("hole", "task-group", everywhere)],
  inline: change(shop(), "task-group", {
    ingress: [{ protocol: "tcp", fromPort: 3000, toPort: 3000, securityGroups: [id("lb-group")] }],
  }),
  registered: change(shop(), "web-service", {
    loadBalancers: [{ containerName: "app", containerPort: 3000, targetGroupArn: arn("web-targets") }],
  }),
};

describe("On the real engine the pack", () => {
  for (const previews of ["nothing", "inputs", "without nested unknowns"] as const satisfies PreviewAnswer[]) {
    it(`judges each stack of a batch as without an engine when providers answer ${previews}`, async () => {
      const { first, second } = await judgeBatch(stacks, previews);
      for (const [name, declared] of Object.entries(stacks)) {
        assert.deepEqual(first[name], evaluated(declared, "first"), `${name}, first preview`);
        assert.deepEqual(second[name], evaluated(declared, "second"), `${name}, second preview`);
      }
      for (const { clean, ...ways } of [first, second]) {
        assert.deepEqual(clean, []);
        for (const [name, found] of Object.entries(ways)) {
          assert.ok(
            found.some(({ level }) => level === "mandatory"),
            name,
          );
        }
      }
    });
  }
});
