import assert from "node:assert/strict";
import { LocalFailure } from "../../local/failure";

/** Asserts that `act` is refused with this exit code, and that each pattern is in one of the lines. */
export async function assertRefused(act: () => unknown, code: number, ...patterns: RegExp[]): Promise<void> {
  const error = await Promise.resolve()
    .then(act)
    .then(
      () => assert.fail("nothing was refused"),
      (reason: unknown) => reason,
    );
  assert.ok(error instanceof LocalFailure, `not a refusal: ${String(error)}`);
  assert.equal(error.code, code, error.message);
  for (const pattern of patterns)
    assert.ok(
      error.lines.some((line) => pattern.test(line)),
      `${pattern} is not in: ${error.message}`,
    );
}
