import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { logCounts } from "../../../components/watching/logMetrics";
import { defaultProxySettings, renderProxy } from "../../../nginx";

describe("The counts of the proxy's access log", () => {
  const logged = renderProxy(defaultProxySettings);

  it("look only at fields that the log has", () => {
    for (const [name, pattern] of Object.entries(logCounts)) {
      const fields = [...pattern.matchAll(/\$\.(\w+)/g)].map(([, field]) => field);
      assert.ok(fields.length > 0, name);
      for (const field of fields) assert.ok(logged.includes(`"${field}":`), `${name}: ${field}`);
    }
  });

  it("compare the status, which is a number, and the application's, which is a text, as what they are", () => {
    assert.ok(logged.includes('"status":$status'));
    assert.ok(logged.includes('"upstream_status":"$upstream_status"'));
  });
});
