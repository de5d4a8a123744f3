import type { Made, ResourceTable } from "../model";

/** Where secrets are kept: SSM Parameter Store and Secrets Manager. */
export const secrets: ResourceTable = {
  "aws:ssm/parameter:Parameter": {
    autoName: "name",
    replaceOn: ["name"],
    id: (made) => made.text("name"),
    outputs: (made) => ({
      // A name that begins with a slash brings the one that stands before it (SSM user guide, "parameter names").
      arn: made.arn("ssm", `parameter${made.text("name").startsWith("/") ? "" : "/"}${made.text("name")}`),
      version: 1,
    }),
  },
  "aws:secretsmanager/secret:Secret": {
    autoName: "name",
    replaceOn: ["name", "namePrefix"],
    id: secretArn,
    outputs: (made) => ({ arn: secretArn(made) }),
  },
};

/** Secrets Manager adds six characters to a name (Secrets Manager user guide, "What's in a secret"). */
function secretArn(made: Made): string {
  return made.arn("secretsmanager", `secret:${made.text("name")}-${made.hex(6)}`);
}
