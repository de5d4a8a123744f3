import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Declared } from "../../../policies/testing";
import type { PreviewAnswer } from "../../../preview/standIns/previewed";
import { styles } from "../styles";
import { ways } from "../ways";
import type { Way } from "../ways/row";
import { evaluated } from "./apart";
import { judgeBatch } from "./judgeBatch";

/** Ways whose stacks name the same literal as another's, which a batch cannot keep apart. */
const touching = new Set([27, 29, 58, 76]);

/** The engine reads stack references itself, from stacks that there are none of here. */
const readsStacks = (stack: readonly Declared[]) => stack.some(({ type }) => type.startsWith("pulumi:pulumi:"));

/** One form of each way, judged with the pack's default configuration, as every stack of a batch is. */
function onePerNumber(): Way[] {
  const byNumber = new Map<number, Way>();
  for (const way of ways) {
    const runs = way.configuration === undefined && !touching.has(way.number) && !readsStacks(way.stack);
    if (runs && !byNumber.has(way.number)) byNumber.set(way.number, way);
  }
  return [...byNumber.values()];
}

const chosen = onePerNumber();
const batch: Record<string, readonly Declared[]> = {
  ...Object.fromEntries(chosen.map(({ number, stack }) => [`way-${number}`, stack])),
  ...Object.fromEntries(chosen.map(({ number, twin }) => [`twin-${number}`, twin])),
};
const inOrder = Object.fromEntries(Object.values(styles).map((stack, index) => [`style-${index}`, stack]));

describe("On the real engine", () => {
  for (const previews of ["nothing", "without nested unknowns"] as const satisfies PreviewAnswer[]) {
    it(`${chosen.length} ways past a proxy are judged as without it when previews answer ${previews}`, async function () {
      this.timeout(600_000);
      assert.ok(chosen.length >= 30);
      const { first, second } = await judgeBatch(batch, previews);
      for (const [name, declared] of Object.entries(batch)) {
        assert.deepEqual(first[name], evaluated(declared, "first"), `${name}, first preview`);
        assert.deepEqual(second[name], evaluated(declared, "second"), `${name}, second preview`);
      }
      for (const { number, expected, rule } of chosen) {
        for (const found of [first, second]) {
          assert.ok(
            found[`way-${number}`]?.some((each) => each.rule === rule && each.verdict === expected),
            `way ${number} is ${expected}`,
          );
          assert.deepEqual(found[`twin-${number}`], [], `the twin of way ${number}`);
        }
      }
    });
  }

  it("stacks in order get no message, in any style", async function () {
    this.timeout(600_000);
    const { first, second } = await judgeBatch(inOrder, "without nested unknowns");
    for (const found of [first, second]) {
      for (const [name, findings] of Object.entries(found)) assert.deepEqual(findings, [], name);
    }
  });
});
