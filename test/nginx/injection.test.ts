import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { checkProxySettings, renderProxy } from "../../nginx";
import type { Directive } from "../../nginx/conf/directive";
import { proxyDirectives } from "../../nginx/render/renderProxy";
import { runs } from "../share";
import { confTree } from "./confTree";
import { hostilePlaces } from "./hostilePlaces";

const pieces = [
  ..."a/:;}{\"'\\\n #(|.+*[]?%~",
  ":x",
  "$host",
  ["$", "{host}"].join(""),
  "return 200;",
  "*.",
  "://",
  "\\x3b",
  "include /etc/passwd;",
];

/** Blocks whose directives are a table: what stands as a name there is a key, and so text. */
const tables = ["map", "geo", "types"];

/** The tree's shape: names and numbers of arguments, without any text. */
function shape(directives: Directive[], isTable = false): unknown[] {
  return directives.map(({ name, args, block }) => [
    isTable ? "key" : name,
    args.length,
    block && shape(block, tables.includes(name)),
  ]);
}

/** Variables that end in a name from the settings: a site's, or that of a header that an inspection passes on. */
const named = /^(\$(?:gate_(?:route|place|allow|passed)|upstream_http))_.+/;

/** Names of all variables in a text, each once. */
function variables(text: string): string[] {
  const names = (text.match(/\$\w+/g) ?? []).map((name) => name.replace(named, "$1_…"));
  return [...new Set(names)].sort();
}

describe("nginx.conf of any settings that are taken", () => {
  for (const { field, harmless, settings } of hostilePlaces) {
    it(`has the directives and variables of harmless settings, none more, whatever ${field} holds`, () => {
      const twin = settings(harmless);
      assert.deepEqual(checkProxySettings(twin), []);
      const expected = { shape: shape(proxyDirectives(twin)), variables: variables(renderProxy(twin)) };
      const hostile = fc
        .array(fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...pieces) }, fc.constant(harmless)), { maxLength: 4 })
        .map((parts) => parts.join(""));
      fc.assert(
        fc.property(
          fc.oneof(
            hostile,
            hostile.map((text) => harmless + text),
          ),
          (text) => {
            if (checkProxySettings(settings(text)).length > 0) return;
            const rendered = renderProxy(settings(text));
            assert.deepEqual({ shape: shape(confTree(rendered)), variables: variables(rendered) }, expected);
          },
        ),
        { numRuns: runs(150), examples: [[harmless]] },
      );
    });

    it(`is refused, with the name of the field, where ${field} holds a variable, a line break or the end of a directive`, () => {
      for (const text of ["$host", `${harmless}\nx`, `${harmless};`, `${harmless} "`, `${harmless}\u0000`]) {
        const problems = checkProxySettings(settings(text)).map(({ where }) => where);
        // A sentence may hold a semicolon and quotes; the printer quotes them.
        if (problems.length === 0 && !/[$\p{Cc}]/u.test(text)) continue;
        assert.ok(
          problems.some((where) => where.includes(field.split(".").at(-1) ?? "")),
          `${text}: ${problems}`,
        );
      }
    });
  }
});
