import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { cannotVerify, passingReason, unreadReason } from "../../verify/aws/failure";
import { awsError } from "./answers";

describe("What AWS says when there is no verdict", () => {
  const mendable: [error: Error, line: RegExp][] = [
    [
      Object.assign(new Error("Could not load"), { name: "CredentialsProviderError" }),
      /^no AWS credentials .*; fix: set/,
    ],
    [awsError("ExpiredTokenException", "expired"), /refused the credentials \(expired\); fix: renew/],
    [awsError("UnrecognizedClientException", "invalid"), /refused the credentials/],
    [
      awsError("AccessDeniedException", "User: x is not\nauthorized"),
      /^access denied \(User: x is not authorized\); fix: allow/,
    ],
    [
      awsError("ClusterNotFoundException", "Cluster not found."),
      /^--cluster: ECS knows no such cluster .*; fix: look for/,
    ],
    [awsError("ClientException", "Unable to describe task definition."), /--task-definition/],
    [new Error("Region is missing"), /^no AWS region; fix: give --region/],
  ];
  for (const [error, line] of mendable) {
    it(`is for the caller to mend: ${error.name} ${JSON.stringify(error.message)}`, () => {
      const { exitCode, problems } = cannotVerify(error);
      assert.equal(exitCode, 2);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? "", line);
      assert.doesNotMatch(problems[0] ?? "", /\n/);
    });
  }

  it("is nobody's fault where AWS does not answer", () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });
    for (const error of [
      refused,
      awsError("ServerException", "internal"),
      awsError("ThrottlingException", "slow down"),
    ]) {
      assert.equal(cannotVerify(error).exitCode, 3);
    }
    assert.match(unreadReason(refused), /^AWS did not answer as it should \(Error: connect ECONNREFUSED/);
  });

  it("may pass by itself: throttling, a connection that came to nothing, an error of the service's own", () => {
    const coded = (code: string) => Object.assign(new Error(`read ${code}`), { code });
    const status = (httpStatusCode: number) =>
      Object.assign(awsError("UnknownError", "no body"), { $metadata: { httpStatusCode } });
    const passing = [
      ...["ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded"].map((name) =>
        awsError(name, "Rate exceeded"),
      ),
      ...["ECONNRESET", "EPIPE", "ETIMEDOUT", "EAI_AGAIN", "ECONNREFUSED"].map(coded),
      Object.assign(new Error("socket hang up"), { name: "TimeoutError" }),
      ...[429, 500, 502, 503, 504].map(status),
    ];
    for (const error of passing)
      assert.match(passingReason(error) ?? "", /^AWS did not answer as it should \(/, String(error));
  });

  it("does not pass by itself where the caller has to mend it, or the command is wrong", () => {
    const lasting: unknown[] = [
      ...mendable.map(([error]) => error),
      new TypeError("x is undefined"),
      "text",
      undefined,
    ];
    for (const error of lasting) assert.equal(passingReason(error), undefined, String(error));
    assert.equal(passingReason(awsError("UnsupportedOperation", "what")), undefined);
    assert.equal(passingReason(Object.assign(new Error("unable to verify"), { code: "ENOENT" })), undefined);
    const behind = Object.assign(awsError("AccessDeniedException", "no"), { $metadata: { httpStatusCode: 503 } });
    assert.equal(passingReason(behind), undefined);
  });

  it("is not made of a defect of the command itself", () => {
    for (const error of [
      new TypeError("x is undefined"),
      Object.assign(new TypeError("x"), { code: "ERR_INVALID_URL" }),
    ]) {
      assert.throws(() => cannotVerify(error), error);
      assert.throws(() => unreadReason(error), error);
    }
  });
});
