import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { findUserById, findUserByUsername, parseUserId, parseUsername } from "../../app/src/users";

describe("the application's users", () => {
  it("are found by id and by user name, and are the same", () => {
    assert.equal(findUserById(1)?.username, "ada");
    assert.equal(findUserByUsername("ada"), findUserById(1));
    assert.equal(findUserById(99), undefined);
    assert.equal(findUserByUsername("constructor"), undefined);
  });

  it("have ids that are whole numbers from 1", () => {
    assert.equal(parseUserId("42"), 42);
    for (const text of ["", "0", "-1", "+1", "01", "1.5", "1e3", "0x1", " 1", "١", "9".repeat(16)]) {
      assert.equal(parseUserId(text), undefined, text);
    }
  });

  it("have user names of lower-case letters, digits, dots, dashes and underscores", () => {
    assert.equal(parseUsername("radia.perlman"), "radia.perlman");
    for (const text of ["", "Ada", "1ada", "a b", "a/b", "../a", "a".repeat(33), "é"]) {
      assert.equal(parseUsername(text), undefined, text);
    }
  });

  it("are safe integers for whatever text is taken", () => {
    fc.assert(fc.property(fc.string(), (text) => Number.isSafeInteger(parseUserId(text) ?? 0)));
    fc.assert(fc.property(fc.nat(), (id) => parseUserId(String(id)) === (id === 0 ? undefined : id)));
  });
});
