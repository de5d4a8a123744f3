import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { differences, ratioSpread, spread } from "../../bench/proxy/statistics";

const times = fc.array(fc.double({ min: 0.1, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });

describe("The bench's statistics", () => {
  it("give the middle one and the middle half", () => {
    assert.deepEqual(spread([5, 1, 4, 2, 3]), { median: 3, low: 2, high: 4 });
    assert.deepEqual(spread([1, 2, 3, 4]), { median: 2.5, low: 1.75, high: 3.25 });
    assert.deepEqual(spread([7]), { median: 7, low: 7, high: 7 });
  });

  it("lie in order, within the values, whatever their order", () => {
    fc.assert(
      fc.property(times, (values) => {
        const { median, low, high } = spread(values);
        assert.ok(Math.min(...values) <= low && low <= median && median <= high && high <= Math.max(...values));
        assert.deepEqual(spread([...values].reverse()), { median, low, high });
      }),
    );
  });

  it("have no median of nothing, nor of something that was not measured", () => {
    assert.throws(() => spread([]), /no median/);
    assert.throws(() => spread([1, Number.NaN]), /no median/);
  });

  it("compare within a round, so that a machine twice as slow changes no ratio", () => {
    fc.assert(
      fc.property(
        times,
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 40, maxLength: 40 }),
        (base, slowness) => {
          const slowed = base.map((time, round) => time * (slowness[round] ?? 1));
          const { median, low, high } = ratioSpread(
            slowed.map((time) => time / 2),
            slowed,
          );
          for (const ratio of [median, low, high]) assert.ok(Math.abs(ratio - 0.5) < 1e-9);
        },
      ),
    );
    assert.deepEqual(differences([3, 5], [1, 10]), [2, -5]);
  });

  it("compare only rounds that pair up", () => {
    assert.throws(() => ratioSpread([1, 2], [1]), /2 rounds do not pair up with 1/);
    assert.throws(() => differences([], [1]), /0 rounds do not pair up with 1/);
  });
});
