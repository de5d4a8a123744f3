import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { block, type Directive, directive, literal, returnIf } from "../../nginx/conf/directive";
import { printDirectives, quoteArgument } from "../../nginx/conf/printer";
import { anyCharacter } from "../anyCharacter";
import { confTree, readTokens, withoutComments } from "./confTree";

describe("the nginx printer", () => {
  it("leaves plain words bare and quotes everything else", () => {
    assert.equal(quoteArgument("nginx.pid"), "nginx.pid");
    assert.equal(quoteArgument("$remote_addr"), "$remote_addr");
    assert.equal(quoteArgument(""), '""');
    assert.equal(quoteArgument("a b"), '"a b"');
    assert.equal(quoteArgument("a;b"), '"a;b"');
    assert.equal(quoteArgument("a}b"), '"a}b"');
    assert.equal(quoteArgument("a#b"), '"a#b"');
    assert.equal(quoteArgument('say "x"'), `'say "x"'`);
    assert.equal(quoteArgument(`"it's"`), `"\\"it's\\""`);
  });

  it("doubles a backslash only where nginx would take it for an escape", () => {
    assert.equal(quoteArgument("\\.\\?"), '"\\.\\?"');
    assert.equal(quoteArgument("\\n"), '"\\\\n"');
    assert.equal(quoteArgument("end\\"), '"end\\\\"');
  });

  it("prints blocks indented, comments above, and an if on one line", () => {
    const text = printDirectives([
      directive("pid", ["nginx.pid"], "why"),
      block("server", [], [returnIf("$bad", "yes", 400), directive("listen", [8080])]),
    ]);
    const lines = [
      "# why",
      "pid nginx.pid;",
      "",
      "server {",
      "    if ($bad = yes) { return 400; }",
      "    listen 8080;",
      "}",
    ];
    assert.equal(text, `${lines.join("\n")}\n`);
  });

  it("is read back by nginx's rule as exactly the argument that was given", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter(1) }), (text) =>
        assert.deepEqual(readTokens(quoteArgument(text)), [text]),
      ),
    );
    fc.assert(fc.property(nasty(), (text) => assert.deepEqual(readTokens(quoteArgument(text)), [text])));
  });

  it("keeps any list of directives one and the same tree, whatever their arguments and comments hold", () => {
    fc.assert(
      fc.property(fc.array(anyDirective(), { maxLength: 4 }), (directives) => {
        assert.deepEqual(confTree(printDirectives(directives)), withoutComments(directives));
      }),
    );
  });

  it("refuses a user's text that could hold a variable or a line break", () => {
    assert.throws(() => literal("$host"), /holds "\$" or a control character/);
    assert.throws(() => literal("a\nb"), /holds "\$" or a control character/);
    assert.equal(literal("a;}{'\"b"), "a;}{'\"b");
  });
});

/** Text made of what breaks out of configurations. */
function nasty(): fc.Arbitrary<string> {
  const pieces = [";", "{", "}", '"', "'", "\\", "\n", "\r", "\t", "#", " ", "$", "n", "return 200", "$x"];
  return fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(""));
}

function anyDirective(depth = 2): fc.Arbitrary<Directive> {
  const name = fc.constantFrom("set", "server", "location", "map");
  const args = fc.array(nasty(), { maxLength: 3 });
  const comment = fc.option(nasty(), { nil: undefined });
  const plain = fc.tuple(name, args, comment).map(([n, a, c]) => directive(n, a, c));
  if (depth === 0) return plain;
  const inner = fc.array(anyDirective(depth - 1), { maxLength: 3 });
  return fc.oneof(
    plain,
    fc.tuple(name, args, inner, comment).map(([n, a, i, c]) => block(n, a, i, c)),
  );
}
