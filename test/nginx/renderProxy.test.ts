import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { renderProxy } from "../../nginx";
import type { Directive } from "../../nginx/conf/directive";
import { proxyDirectives } from "../../nginx/render/renderProxy";
import { assertGolden } from "../golden";
import { confTree, withoutComments } from "./confTree";
import { s1Settings } from "./s1Settings";

/** All directives with this name, at any depth, as one line of arguments each. */
function find(directives: Directive[], name: string): string[] {
  return directives.flatMap((directive) => [
    ...(directive.name === name ? [directive.args.join(" ")] : []),
    ...find(directive.block ?? [], name),
  ]);
}

describe("nginx.conf of the sample service", () => {
  const tree = confTree(renderProxy(s1Settings));

  it("is the reviewed text", () => {
    assertGolden("nginx/s1.conf", renderProxy(s1Settings));
  });

  it("says the same at every rendering, and reads back as the list of directives that it was printed from", () => {
    assert.equal(renderProxy(structuredClone(s1Settings)), renderProxy(s1Settings));
    assert.deepEqual(tree, withoutComments(proxyDirectives(s1Settings)));
  });

  it("takes the client's address from the balancer's subnets and from nobody else", () => {
    assert.deepEqual(find(tree, "set_real_ip_from"), ["10.0.0.0/24", "10.0.1.0/24"]);
    assert.deepEqual(find(tree, "real_ip_header"), ["X-Forwarded-For"]);
    assert.deepEqual(find(tree, "real_ip_recursive"), ["off"]);
  });

  it("overwrites what is forwarded and appends to nothing", () => {
    const headers = find(tree, "proxy_set_header");
    assert.ok(headers.includes("X-Forwarded-For $remote_addr"));
    assert.ok(headers.includes("X-Forwarded-Proto $gate_forwarded_proto"));
    for (const dropped of ["Connection", "Forwarded", "Proxy", "X-Original-URL", "X-HTTP-Method-Override"]) {
      assert.ok(headers.includes(`${dropped} `), dropped);
    }
    assert.ok(!renderProxy(s1Settings).includes("$proxy_add_x_forwarded_for"));
  });

  it("keeps connections to the application, shorter than the application does", () => {
    assert.deepEqual(find(tree, "keepalive"), ["64"]);
    assert.deepEqual(find(tree, "proxy_http_version"), ["1.1"]);
    assert.deepEqual(find(tree, "keepalive_timeout"), ["75s", "4s"]);
  });

  it("writes only below the prefix, and needs no user", () => {
    const paths = [
      "pid",
      "client_body_temp_path",
      "proxy_temp_path",
      "fastcgi_temp_path",
      "uwsgi_temp_path",
      "scgi_temp_path",
    ];
    for (const path of paths)
      assert.deepEqual(
        find(tree, path).map((value) => value.startsWith("/")),
        [false],
        path,
      );
    assert.deepEqual(find(tree, "user"), []);
    assert.deepEqual(find(tree, "access_log"), ["/dev/stdout json buffer=4096 flush=1s if=$gate_logged"]);
    assert.deepEqual(find(tree, "error_log"), ["stderr warn"]);
  });
});

describe("nginx.conf of a service that faces its clients directly", () => {
  const text = renderProxy({ ...s1Settings, clientAddress: { kind: "direct" } });

  it("believes no header about the client, and logs every request", () => {
    const tree = confTree(text);
    assert.deepEqual([...find(tree, "set_real_ip_from"), ...find(tree, "real_ip_header"), ...find(tree, "geo")], []);
    assert.ok(find(tree, "proxy_set_header").includes("X-Forwarded-Proto $scheme"));
    assert.ok(find(tree, "proxy_set_header").includes("X-Amzn-Trace-Id "));
    assert.deepEqual(find(tree, "access_log"), ["/dev/stdout json buffer=4096 flush=1s"]);
    assert.ok(!text.includes("$http_x_forwarded"));
  });
});
