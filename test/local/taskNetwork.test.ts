import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { taskNetwork, trustedSubnets } from "../../local/taskNetwork";
import { assertRefused } from "./refusal";

describe("The network of a task in an engine", () => {
  it("is the end of the load balancer's last subnet, which the proxy trusts", () => {
    const conf = "    set_real_ip_from 10.0.0.0/20;\n    set_real_ip_from 10.0.16.0/20;\n    real_ip_recursive on;\n";
    assert.deepEqual(trustedSubnets(conf), ["10.0.0.0/20", "10.0.16.0/20"]);
    const expected = { subnet: "10.0.31.248/29", gateway: "10.0.31.249", task: "10.0.31.250" };
    assert.deepEqual(taskNetwork(trustedSubnets(conf), ["10.0.0.5", "192.168.1.2"]), expected);
  });

  it("is the whole of a subnet that has just room for it", () => {
    assert.equal(taskNetwork(["172.31.255.248/29"], []).subnet, "172.31.255.248/29");
  });

  it("takes no address range that this machine is in", async () => {
    const pattern = /^network 10\.0\.31\.248\/29: given 10\.0\.31\.254, this machine's own/;
    await assertRefused(() => taskNetwork(["10.0.16.0/20"], ["10.0.31.254"]), 2, pattern);
  });

  it("is refused for a proxy that trusts nobody, or a subnet without room", async () => {
    await assertRefused(() => taskNetwork([], []), 2, /set_real_ip_from: given nothing/);
    await assertRefused(() => taskNetwork(["10.0.0.0/30"], []), 2, /set_real_ip_from: given 10\.0\.0\.0\/30/);
  });
});
