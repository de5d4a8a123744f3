import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { cannotVerify, unreadReason } from "../../verify/aws/failure";
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
