import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { runs, share } from "./share";

describe("The share of cases that a quick run tries", () => {
  const cases = Array.from({ length: 23 }, (_, index) => index);

  it("is a fifth, and all of them in a whole run", () => {
    assert.deepEqual([runs(300, 5), runs(300, 1)], [60, 300]);
    assert.deepEqual(share(cases, 5, 2), [2, 7, 12, 17, 22]);
    assert.deepEqual(share(cases, 1), cases);
  });

  it("leaves out no case for ever", () => {
    const tried = [0, 1, 2, 3, 4].flatMap((from) => share(cases, 5, from));
    assert.deepEqual(
      tried.sort((a, b) => a - b),
      cases,
    );
  });

  it("is never nothing", () => {
    assert.equal(runs(1, 5), 1);
    for (const from of [0, 1, 2, 3, 4]) assert.equal(share(["one", "two"], 5, from).length, 1);
    assert.deepEqual(share([], 5), []);
  });
});
