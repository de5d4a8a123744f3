import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "mocha";
import { certificatesMissing, makeAuthority } from "../../nginx/certificates";
import { forgeries } from "../../nginx/corpus/arrivals";
import { request } from "../../nginx/corpus/attack";
import { forgedFields } from "../../nginx/corpus/fields";
import { valuesOf } from "../../nginx/corpus/strictRequest";
import { versionOne, versionTwo } from "../../nginx/proxyHeader";
import { missingForOutsideHost } from "./drivenExample";
import { outside, outsideName, partner, Relay } from "./relay";

/** Where the name moves to. */
const [moved, otherName, otherAuthority] = ["192.0.2.11", "192.0.2.12", "192.0.2.13"] as const;
const everything = request("/x", { lines: ["Host: relay.example.org"] });

/** What a visitor must not read: where the host is, and what is wrong with it. */
const inner = /192\.0\.2|upstream|certificate|ssl|tls|resolve|refused|:443/i;

describe("The example s2-fixed-address, driven on this machine,", function () {
  this.timeout(120_000);
  let relay: Relay;

  before(async function () {
    const missing = (await missingForOutsideHost()) ?? certificatesMissing();
    if (missing !== undefined) {
      console.log(`    not run: ${missing}`);
      this.skip();
    }
    relay = await Relay.make("s2-fixed-address");
    await relay.start();
    await relay.openHost(moved);
    await relay.openHost(otherName, relay.certificateFor("example.org"));
    const stranger = makeAuthority("Somebody else");
    await relay.openHost(otherAuthority, stranger.issue(outsideName));
    stranger.remove();
  });
  after(() => relay?.stop());

  it("runs with the example's own nginx.conf, byte for byte", () => {
    const { given, started } = relay.example.conf;
    assert.equal(started, given);
    assert.match(given, /server example\.com:443 .*resolve;/);
  });

  describe("where its name leads to the host,", () => {
    beforeEach(async () => {
      await relay.moveTo(outside);
      await relay.arrived();
    });

    it("asks the host by its name, in the handshake and in Host, and tells it who asked whom for what", async () => {
      const headers = { Host: "relay.example.org", Authorization: "Bearer t" };
      const answer = await relay.example.ask({ path: "/a%20b?c=d", headers, from: partner });
      assert.deepEqual([answer.status, answer.body], [200, outside]);
      const { requests, handshakes } = await relay.example.call("arrivedAt", outside);
      assert.deepEqual(
        [...new Set(handshakes.map(({ name, protocol }) => `${name} ${protocol}`))],
        ["example.com TLSv1.3"],
      );
      const [arrived, ...more] = requests;
      assert.ok(arrived !== undefined && more.length === 0);
      assert.deepEqual([arrived.method, arrived.target], ["GET", "/a%20b?c=d"]);
      const told = {
        Host: "example.com",
        Authorization: "Bearer t",
        "X-Real-IP": partner,
        "X-Forwarded-For": partner,
        "X-Forwarded-Host": "relay.example.org",
        // The load balancer ends TLS.
        "X-Forwarded-Proto": "https",
      };
      for (const [name, value] of Object.entries(told)) assert.deepEqual(valuesOf(arrived, name), [value], name);
      const line = await relay.example.line(({ uri }) => uri === "/a%20b?c=d");
      assert.deepEqual([line.client, line.peer, line.upstream_addr], [partner, partner, `${outside}:443`]);
    });

    it("passes GET, HEAD and POST on; any other method is answered 405, and the host hears nothing of it", async () => {
      for (const method of ["GET", "HEAD", "POST"]) {
        assert.equal((await relay.example.ask({ method, path: "/x", from: partner })).status, 200, method);
      }
      assert.deepEqual(
        (await relay.arrived()).map(({ method }) => method),
        ["GET", "HEAD", "POST"],
      );
      for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]) {
        const bytes = request("/x", { method });
        assert.equal((await relay.refused(bytes, partner))[0], 405, method);
      }
      // nginx takes no path after CONNECT, and the gate nothing else.
      for (const target of ["/x", "example.com:443"]) {
        assert.equal((await relay.refused(request(target, { method: "CONNECT" }), partner))[0], 400, target);
      }
    });

    it("answers the health page itself", async () => {
      const { status, body } = await relay.example.ask({ path: relay.example.healthPath });
      assert.deepEqual([relay.example.healthPath, status, body], ["/health", 200, "Service is healthy"]);
      assert.deepEqual(await relay.arrived(), []);
    });

    it("lets no client forge who it is, where it came in or what it asked for", async () => {
      let arrivals = 0;
      for (const { id, bytes } of forgedFields({ method: "GET", path: "/x" })) {
        await relay.example.send(bytes, partner);
        for (const { method, target, fields } of await relay.arrived()) {
          arrivals++;
          const read = { method, target, fields, version: "1.1" as const, body: "" };
          // Host is the outside host's, whatever the client asked for.
          const found = forgeries(read, partner, "https").filter((one) => one !== "x-forwarded-host is not host");
          assert.deepEqual(found, [], `${id}: ${bytes}`);
          const hosts = [...valuesOf(read, "Host"), ...valuesOf(read, "X-Forwarded-Host")];
          assert.deepEqual(hosts, ["example.com", "shop.example"], `${id}: ${bytes}`);
        }
      }
      assert.ok(arrivals > 400, `${arrivals} requests arrived to be looked at`);
    });

    it("refuses a PROXY header, of either version, as a bad request", async () => {
      for (const header of [versionOne({ client: "198.51.100.1" }), versionTwo({ ends: { client: "198.51.100.1" } })]) {
        assert.deepEqual(await relay.refused(header + everything, partner), [400]);
      }
    });
  });

  describe("where its name leads elsewhere,", () => {
    it("goes where the name goes while it runs, and no request fails on the way", async () => {
      await relay.moveTo(outside);
      const before = await relay.moveTo(moved);
      assert.deepEqual([...new Set([outside, ...before.map(({ body }) => body)])], [outside]);
      const { requests, handshakes } = await relay.example.call("arrivedAt", moved);
      assert.equal(requests.length, 1);
      assert.deepEqual(
        handshakes.map(({ name }) => name),
        ["example.com"],
      );
      assert.deepEqual(valuesOf(requests[0] ?? { fields: [] }, "X-Real-IP"), [partner]);
    });

    it("does not believe a host with a certificate for another name: 502, and it gets no request", async () => {
      await assertNotBelieved(otherName, /certificate does not match "example\.com"/);
    });

    it("does not believe a host with a certificate of an unknown authority: 502, and it gets no request", async () => {
      await assertNotBelieved(otherAuthority, /certificate verify error.*(?:first certificate|local issuer)/);
    });

    it("answers 502 when the name is gone, keeps running, and says so in the log alone", async () => {
      await relay.example.tellNames({});
      await relay.askUntil(() => /no live upstreams.*"https:\/\/example\/"/.test(relay.example.errors()));
      await relay.arrived();
      await assertDown("/gone");
      assert.match(relay.example.errors(), /example\.com could not be resolved \(3: Host not found\)/);
      assert.equal((await relay.example.ask({ path: relay.example.healthPath })).status, 200);
      assert.deepEqual(await relay.arrived(), []);
    });
  });

  /** The host at this address is refused for a reason that the log tells, and gets no request. */
  async function assertNotBelieved(address: string, why: RegExp): Promise<void> {
    await relay.moveTo(address, () => relay.example.errors().includes(`upstream: "https://${address}:443/"`));
    await assertDown(`/at/${address}`);
    const line = relay.example
      .errors()
      .split("\n")
      .find((text) => why.test(text) && text.includes(`/at/${address}`));
    assert.ok(line?.includes(`upstream: "https://${address}:443/at/${address}"`), relay.example.errors());
    const logged = await relay.example.line(({ uri }) => uri === `/at/${address}`);
    assert.deepEqual([logged.status, logged.upstream_addr], [502, `${address}:443`]);
    assert.deepEqual(await relay.arrived(address), []);
  }

  /** 502 with the example's own page, which tells nothing of the inside. */
  async function assertDown(path: string): Promise<void> {
    const answer = await relay.example.ask({ path, headers: { Accept: "text/html" }, from: partner });
    assert.equal(answer.status, 502);
    assert.match(
      answer.body,
      /<h1>502 Bad Gateway<\/h1><p>The relay to example\.com is down; its operators know\.<\/p>/,
    );
    assert.doesNotMatch(answer.body + JSON.stringify(answer.headers), inner);
  }
});
