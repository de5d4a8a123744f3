import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { localConf, trustDoor } from "../../local/proxyConf";
import { renderProxy } from "../../nginx";
import { s1Settings } from "../nginx/s1Settings";
import { assertRefused } from "./refusal";

describe("The local copy of nginx.conf", () => {
  const conf = renderProxy(s1Settings);
  const { text, differs } = trustDoor(conf, "127.0.0.2");

  it("differs from the stack's by the lines that trust the door, and by nothing else", () => {
    assert.deepEqual(differs, ["set_real_ip_from 127.0.0.2;", "127.0.0.2 1;"]);
    const rest = text.split("\n").filter((line) => !line.includes("127.0.0.2"));
    assert.equal(rest.join("\n"), conf);
  });

  it("has each of them right after the last subnet's", () => {
    const lines = text.split("\n").map((line) => line.trim());
    assert.equal(lines[lines.indexOf("set_real_ip_from 127.0.0.2;") - 1], "set_real_ip_from 10.0.1.0/24;");
    assert.equal(lines[lines.indexOf("127.0.0.2 1;") - 1], "10.0.1.0/24 1;");
  });

  it("listens on loopback only", () => {
    const local = localConf(conf, "127.0.0.2");
    assert.deepEqual(local.differs.at(-1), "listen 127.0.0.1:8080 default_server;");
    assert.equal(local.text.replace("listen 127.0.0.1:8080", "listen 8080"), text.replace(" buffer=4096 flush=1s", ""));
  });

  it("has every line of the log written at once", () => {
    const local = localConf(conf, "127.0.0.2");
    assert.ok(conf.includes("access_log /dev/stdout json buffer=4096 flush=1s if=$gate_logged;"));
    assert.ok(local.differs.includes("access_log /dev/stdout json if=$gate_logged;"));
    assert.doesNotMatch(local.text, /flush=/);
  });

  it("is refused with a `listen` of another form", async () => {
    const other = conf.replace("listen 8080", "listen unix:/run/gate.sock");
    await assertRefused(() => localConf(other, "127.0.0.2"), 2, /a `listen` that is not/);
  });

  it("is refused for a proxy that trusts no load balancer", async () => {
    const direct = renderProxy({ ...s1Settings, clientAddress: { kind: "direct" } });
    await assertRefused(() => trustDoor(direct, "127.0.0.2"), 2, /no line `set_real_ip_from <subnet>;`/);
  });

  it("is refused where a subnet is named in a way that cannot be repeated exactly", async () => {
    const inline = "set_real_ip_from 10.0.0.0/16;\ngeo $a { 10.0.0.0/16 1; }\n";
    await assertRefused(() => trustDoor(inline, "127.0.0.2"), 2, /geo \$a/);
  });
});
