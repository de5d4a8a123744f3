import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  checkProxySettings,
  type Denied,
  formatProblem,
  type ProxySettings,
  type Route,
  renderProxy,
  scannerPaths,
  scannerUserAgents,
} from "../../nginx";
import { wordPattern } from "../../nginx/plan/wordPattern";
import { runs } from "../share";
import { s1Settings } from "./s1Settings";

const get = { methods: ["GET" as const] };

function withDenied(denied: unknown, routes: Route[] = [{ prefix: "/api", ...get }]): ProxySettings {
  return { ...s1Settings, sites: [{ routes }], denied: denied as Denied };
}

const where = (denied: unknown) => checkProxySettings(withDenied(denied)).map((problem) => problem.where);

describe("The lists of what is denied", () => {
  it("take plain words, each list for itself", () => {
    assert.deepEqual(where({ paths: [...scannerPaths], userAgents: [...scannerUserAgents] }), []);
    assert.deepEqual(where({ paths: [], userAgents: [] }), []);
    assert.deepEqual(where({ paths: ["/a.b~c_d+e,f=g:h@i-j"], userAgents: ["Mozilla/5.0 zgrab"] }), []);
    for (const word of ["ab", "", "a b", "a*b", "(php", "php|asp", "a%2fb", "a\\d", "é.php", 7, null, "x".repeat(65)])
      assert.deepEqual(where({ paths: [word], userAgents: [] }), ["denied.paths[0]"], String(word));
    for (const word of ["ab", "a\tb", "a(b", "$http_host", "a;b", ["zmeu"]])
      assert.deepEqual(where({ paths: [], userAgents: ["zmeu", word] }), ["denied.userAgents[1]"], String(word));
  });

  it("are refused where they are no lists, or too long for nginx", () => {
    for (const denied of [undefined, null, [], "phpmyadmin"]) assert.deepEqual(where(denied), ["denied"]);
    assert.deepEqual(where({}), ["denied.paths", "denied.userAgents"]);
    assert.deepEqual(where({ paths: [], userAgents: [], hosts: [] }), ["denied.hosts"]);
    const many = (count: number) => Array.from({ length: count }, (_, n) => `${n}-word-${n * 7919}`);
    assert.deepEqual(where({ paths: many(501), userAgents: [] }), ["denied.paths"]);
    assert.deepEqual(where({ paths: many(400), userAgents: [] }), ["denied.paths"]);
  });

  it("are judged without an exception, whatever they are", () => {
    const anything = fc.anything({ withBigInt: false });
    const lists = fc.oneof(anything, fc.array(fc.oneof(anything, fc.string())));
    fc.assert(
      fc.property(fc.oneof(anything, fc.record({ paths: lists, userAgents: lists })), (denied) => {
        const problems = checkProxySettings(withDenied(denied));
        assert.ok(problems.map(formatProblem).every((line) => !line.includes("\n")));
      }),
    );
  });

  it("stand in nginx.conf only for sites with a prefix or an expression", () => {
    const isThere = (routes: Route[]) =>
      /gate_path_word|gate_agent_word| 403 /.test(renderProxy(withDenied(denied, routes)));
    const denied = { paths: [...scannerPaths], userAgents: [...scannerUserAgents] };
    assert.deepEqual(
      [[{ path: "/api/users/:id", ...get }], [{ prefix: "/api", ...get }], [{ regex: "/v[0-9]+", ...get }], []].map(
        isThere,
      ),
      [false, true, true, false],
    );
  });

  it("stand there each only where it has words", () => {
    const text = renderProxy(withDenied({ paths: ["phpmyadmin"], userAgents: [] }));
    assert.match(text, /"~\*phpmyadmin" denied;|~\*phpmyadmin denied;/);
    assert.doesNotMatch(text, /gate_agent_word| 403 /);
    assert.doesNotMatch(renderProxy(withDenied({ paths: [], userAgents: [] })), /gate_path_word|denied/);
  });
});

describe("The expression for a list of words", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abW.+/-_ "), minLength: 1, maxLength: 5 });

  it("finds what holds one of the words, in any letter case, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.array(word), (words, parts) => {
        const text = parts.join("");
        const found = new RegExp((wordPattern(words) ?? "").slice(2), "i").test(text);
        assert.equal(
          found,
          words.some((one) => text.toLowerCase().includes(one.toLowerCase())),
        );
      }),
      { numRuns: runs(1000) },
    );
  });

  it("is the same for the same words in another order, and writes common beginnings once", () => {
    assert.equal(wordPattern(["wp-login", "wp-admin", "WP-LOGIN", "x/wp-login.php"]), "~*wp-(?:admin|login)");
    assert.equal(wordPattern(["wp-admin", "wp-login"]), wordPattern(["wp-login", "wp-admin"]));
    assert.equal(wordPattern([]), undefined);
  });

  it("fits for the lists that come with the proxy, in which no word holds another", () => {
    for (const list of [scannerPaths, scannerUserAgents]) {
      assert.ok((wordPattern([...list])?.length ?? 0) < 1000);
      const holders = list.filter((one) => list.some((other) => other !== one && one.includes(other)));
      assert.deepEqual(holders, []);
      assert.deepEqual(
        [...list],
        list.map((one) => one.toLowerCase()),
      );
    }
  });
});
