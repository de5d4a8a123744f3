import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isLoopback, readEnvironment } from "../../app/src/environment";
import { defaultConnections } from "../../nginx";

describe("the application's environment", () => {
  it("needs nothing set, and then listens on loopback only", () => {
    assert.deepEqual(readEnvironment({}), { host: "127.0.0.1", port: 3000, keepAliveSeconds: 65, stopSeconds: 25 });
  });

  it("keeps connections longer than the proxy does when neither is told otherwise", () => {
    const environment = readEnvironment({});
    assert.ok("keepAliveSeconds" in environment);
    assert.ok(environment.keepAliveSeconds > defaultConnections.keepAliveSeconds);
  });

  it("takes what is set, and an empty variable for one that is not", () => {
    const given = { HOST: "0.0.0.0", PORT: "8000", KEEP_ALIVE_SECONDS: "10", STOP_SECONDS: "" };
    assert.deepEqual(readEnvironment(given), { host: "0.0.0.0", port: 8000, keepAliveSeconds: 10, stopSeconds: 25 });
  });

  it("takes a socket instead of an address and a port", () => {
    const environment = readEnvironment({ SOCKET: "/run/app/http.sock" });
    assert.ok("socket" in environment);
    assert.equal(environment.socket, "/run/app/http.sock");
    assert.ok(!("socket" in readEnvironment({ SOCKET: "" })));
  });

  it("takes no socket beside an address or a port, none without an absolute path, none too long for the kernel", () => {
    const problems = (variables: NodeJS.ProcessEnv) => {
      const read = readEnvironment(variables);
      return "problems" in read ? read.problems : [];
    };
    assert.deepEqual(problems({ SOCKET: "/run/a", HOST: "127.0.0.1", PORT: "3000" }), [
      "SOCKET: given beside HOST 127.0.0.1 and PORT 3000; legal: either it, or HOST and PORT; fix: leave one out",
    ]);
    assert.equal(problems({ SOCKET: "/run/a", PORT: "3000" }).length, 1);
    assert.match(problems({ SOCKET: "run/a" }).join(), /^SOCKET: given "run\/a"; legal: an absolute path/);
    assert.equal(problems({ SOCKET: `/${"a".repeat(106)}` }).length, 0);
    assert.equal(problems({ SOCKET: `/${"a".repeat(107)}` }).length, 1);
  });

  it("is refused with a line for every variable that cannot be used", () => {
    const read = readEnvironment({ HOST: "localhost", PORT: "80a", KEEP_ALIVE_SECONDS: "0", STOP_SECONDS: "-1" });
    assert.ok("problems" in read);
    assert.deepEqual(read.problems.map((line) => line.split(":")[0]).sort(), [
      "HOST",
      "KEEP_ALIVE_SECONDS",
      "PORT",
      "STOP_SECONDS",
    ]);
    assert.ok(read.problems.every((line) => /given ".*"; legal: .+; fix: .+/.test(line)));
  });

  it("knows which hosts nothing outside of the task can reach", () => {
    assert.deepEqual(["127.0.0.1", "127.9.9.9", "::1"].map(isLoopback), [true, true, true]);
    assert.deepEqual(["0.0.0.0", "::", "10.0.0.1", "128.0.0.1", ""].map(isLoopback), [
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
