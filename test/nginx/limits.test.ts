import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { checkProxySettings, defaultLimits, formatProblem, type Limits, renderProxy } from "../../nginx";
import { s1Settings } from "./s1Settings";

const where = (limits: object) =>
  checkProxySettings({ ...s1Settings, limits: { ...defaultLimits, ...limits } as Limits }).map((one) => one.where);

describe("limits", () => {
  it("are legal at their bounds, and refused beyond them", () => {
    const large = { headerLineBytes: 65536, headerBytes: 131072 };
    const legal = [
      { uriBytes: 64 },
      { uriBytes: 16384 },
      { ...large, uriBytes: 65536 },
      { uriBytes: 1024, headerLineBytes: 1024, headerBytes: 65536 },
      { headerSeconds: 120, bodySeconds: 600, sendSeconds: 600 },
      { headerSeconds: 1, bodySeconds: 1, sendSeconds: 1 },
    ];
    for (const limits of legal) assert.deepEqual(where(limits), [], JSON.stringify(limits));
    assert.deepEqual(where({ uriBytes: 16385 }), ["limits.uriBytes"]);
    assert.deepEqual(where({ uriBytes: 63 }), ["limits.uriBytes"]);
    for (const headerLineBytes of [0, 1023, 1500, 66560, 1024.5, "16k"])
      assert.deepEqual(where({ headerLineBytes }), ["limits.headerLineBytes"], String(headerLineBytes));
    for (const headerBytes of [0, 16384, 40000, 16384 * 65, "64k"])
      assert.deepEqual(where({ headerBytes }), ["limits.headerBytes"], String(headerBytes));
    for (const field of ["headerSeconds", "bodySeconds", "sendSeconds"])
      for (const seconds of [0, 0.5, 601, "1s"]) assert.deepEqual(where({ [field]: seconds }), [`limits.${field}`]);
  });

  it("are refused with a key that nobody reads, and where they are no object", () => {
    assert.deepEqual(where({ headers: 100 }), ["limits.headers"]);
    for (const limits of [undefined, null, 8192, []])
      assert.deepEqual(
        checkProxySettings({ ...s1Settings, limits: limits as never }).map((one) => one.where),
        ["limits"],
      );
  });

  it("are judged without an exception, whatever they are", () => {
    const anything = fc.anything({ withBigInt: false });
    fc.assert(
      fc.property(anything, anything, anything, (headerLineBytes, headerBytes, uriBytes) => {
        const limits = { ...defaultLimits, headerLineBytes, headerBytes, uriBytes } as Limits;
        const problems = checkProxySettings({ ...s1Settings, limits });
        assert.ok(problems.map(formatProblem).every((line) => !line.includes("\n")));
      }),
    );
  });

  it("stand in nginx.conf as nginx has them", () => {
    const limits = { uriBytes: 2000, headerLineBytes: 8192, headerBytes: 65536, headerSeconds: 5, bodySeconds: 6 };
    const text = renderProxy({ ...s1Settings, limits: { ...defaultLimits, ...limits } });
    for (const line of ["large_client_header_buffers 8 8k;", "client_header_timeout 5s;", "client_body_timeout 6s;"])
      assert.ok(text.includes(line), line);
    assert.ok(text.includes('"~^.{2001}" long;'));
  });
});
