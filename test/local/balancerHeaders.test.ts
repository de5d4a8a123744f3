import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { balancerHeaders, endToEndHeaders } from "../../local/balancerHeaders";

const listener = { protocol: "https", port: 443 } as const;

/** The headers that the door sends on, as one object; a repeated one would be lost, so the length is held too. */
function sent(...raw: string[]): Record<string, string> {
  const list = balancerHeaders(raw, "127.0.0.9", listener);
  const pairs = Array.from({ length: list.length / 2 }, (_, at) => list.slice(2 * at, 2 * at + 2));
  const headers = Object.fromEntries(pairs.map(([name = "", value = ""]) => [name.toLowerCase(), value]));
  assert.equal(Object.keys(headers).length, pairs.length);
  return headers;
}

describe("The headers of the local door", () => {
  it("append the true peer to what the client says of itself", () => {
    assert.equal(sent("X-Forwarded-For", "6.6.6.6")["x-forwarded-for"], "6.6.6.6, 127.0.0.9");
    assert.equal(sent()["x-forwarded-for"], "127.0.0.9");
  });

  it("give the listener's protocol and port whatever the client wrote", () => {
    const headers = sent("x-forwarded-proto", "http", "X-Forwarded-Port", "1");
    assert.equal(headers["x-forwarded-proto"], "https");
    assert.equal(headers["x-forwarded-port"], "443");
  });

  it("give every request a trace root, and put their own id before a client's root", () => {
    assert.match(sent()["x-amzn-trace-id"] ?? "", /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    assert.match(sent("X-Amzn-Trace-Id", "Root=1-a-b")["x-amzn-trace-id"] ?? "", /^Self=1-[0-9a-f-]+;Root=1-a-b$/);
  });

  it("keep all others, and leave out what is about one connection only", () => {
    const headers = sent("Host", "a", "Connection", "close", "Upgrade", "h2c", "Transfer-Encoding", "chunked");
    assert.equal(headers.host, "a");
    assert.equal(headers["transfer-encoding"], "chunked");
    assert.equal(headers.connection, undefined);
    assert.equal(headers.upgrade, undefined);
    assert.deepEqual(endToEndHeaders(["Set-Cookie", "a", "Keep-Alive", "5", "Set-Cookie", "b"]), [
      "Set-Cookie",
      "a",
      "Set-Cookie",
      "b",
    ]);
  });
});
