import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { secretStatements, sessionStatements } from "../../../components/task/permissions";

const account = "eu-west-1:123456789012";
const parameter = { kind: "parameter" as const, arn: `arn:aws:ssm:${account}:parameter/web/token` };
const secret = { kind: "secret" as const, arn: `arn:aws:secretsmanager:${account}:secret:web/keys-a1B2c3` };
const key = `arn:aws:kms:${account}:key/11111111-2222-3333-4444-555555555555`;

describe("The permissions of a task", () => {
  it("are none for secrets that it does not have", () => assert.deepEqual(secretStatements([]), []));

  it("name each secret once, whoever reads it, and leave the key of a JSON secret out", () => {
    const statements = secretStatements([secret, { ...secret, key: "api" }, parameter]);
    assert.deepEqual(statements, [
      { Effect: "Allow", Action: "ssm:GetParameters", Resource: [parameter.arn] },
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [secret.arn] },
    ]);
  });

  it("decrypt with the keys that were given, and with no other", () => {
    const [, decrypt] = secretStatements([{ ...parameter, kmsKeyArn: key }]);
    assert.deepEqual(decrypt, { Effect: "Allow", Action: "kms:Decrypt", Resource: [key] });
  });

  it("open channels for a session, and decrypt it only where it is encrypted", () => {
    const actions = (kmsKeyArn?: string) =>
      sessionStatements({ logGroupArn: "arn:aws:logs", ...(kmsKeyArn && { kmsKeyArn }) }).flatMap(
        ({ Action }) => Action,
      );
    assert.equal(actions().filter((action) => action.startsWith("ssmmessages:")).length, 4);
    assert.ok(!actions().includes("kms:Decrypt"));
    assert.ok(actions(key).includes("kms:Decrypt"));
  });
});
