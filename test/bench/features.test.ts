import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { benchSettings } from "../../bench/proxy/contenders/gatehouse";
import { features, has, only, unbuffered, without } from "../../bench/proxy/features";
import type { Directive } from "../../nginx/conf/directive";
import { proxyDirectives } from "../../nginx/render/renderProxy";

const rendered = proxyDirectives(benchSettings({ port: 8080, upstream: { port: 3000 } }));

function flat(directives: Directive[]): string[] {
  return directives.flatMap(({ name, args, block }) => [[name, ...args].join(" "), ...flat(block ?? [])]);
}

/** Lines of the whole configuration that are not in this one. */
function lost(directives: Directive[]): string[] {
  const kept = new Set(flat(directives));
  return flat(rendered).filter((line) => !kept.has(line));
}

describe("A feature of the rendered proxy", () => {
  it("is switched off with all of its directives and nothing else", () => {
    const lostWith = (name: string) =>
      lost(
        without(
          rendered,
          features.filter((feature) => feature.name.startsWith(name)),
        ),
      ).map((line) => line.split(" ")[0]);
    assert.deepEqual(new Set(lostWith("JSON log")), new Set(["log_format", "access_log"]));
    assert.deepEqual(
      new Set(lostWith("client's address")),
      new Set(["set_real_ip_from", "real_ip_header", "real_ip_recursive"]),
    );
    assert.deepEqual(new Set(lostWith("checks")), new Set(["if", "return"]));
    assert.ok(lostWith("limits").length >= 8);
    assert.deepEqual(new Set(lostWith("headers dropped")), new Set(["proxy_set_header"]));
    assert.ok(!lost(without(rendered, features)).includes("proxy_set_header Connection "));
  });

  it("alone has its own directives and no other feature's", () => {
    for (const feature of features.filter((one) => has(rendered, one))) {
      const alone = only(rendered, feature);
      assert.ok(has(alone, feature), feature.name);
      for (const other of features.filter((one) => one !== feature)) {
        // The log is switched off by a directive, so that one that is off can be switched off again.
        assert.deepEqual(without(alone, [other]), alone, `${feature.name} brings ${other.name}`);
      }
    }
  });

  it("is told from one that is not rendered", () => {
    const [log] = features;
    assert.ok(log && has(rendered, log));
    assert.ok(!has([], log));
  });

  it("can be a log whose lines go out at once", () => {
    assert.deepEqual(
      flat(unbuffered(rendered)).filter((line) => line.startsWith("access_log")),
      ["access_log /dev/stdout json if=$gate_logged"],
    );
    assert.equal(lost(unbuffered(rendered)).length, 1);
  });
});
