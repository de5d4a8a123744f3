import type { Made, ResourceTable } from "../model";

/** IAM and KMS. */
export const identity: ResourceTable = {
  "aws:iam/role:Role": {
    autoName: "name",
    defaults: { path: "/", maxSessionDuration: 3600, forceDetachPolicies: false },
    replaceOn: ["name", "namePrefix", "path"],
    id: (made) => made.text("name"),
    outputs: (made) => ({
      arn: made.globalArn("iam", `role${pathOf(made)}${made.text("name")}`),
      uniqueId: `AROA${made.hex(17).toUpperCase()}`,
    }),
  },
  "aws:iam/rolePolicy:RolePolicy": {
    autoName: "name",
    replaceOn: ["name", "namePrefix", "role"],
    id: (made) => `${made.text("role")}:${made.text("name")}`,
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    replaceOn: ["role", "policyArn"],
    id: (made) => `${made.text("role")}/${made.text("policyArn")}`,
  },
  "aws:iam/policy:Policy": {
    autoName: "name",
    defaults: { path: "/" },
    replaceOn: ["name", "namePrefix", "path", "description"],
    id: (made) => made.globalArn("iam", `policy${pathOf(made)}${made.text("name")}`),
    outputs: (made) => ({
      arn: made.globalArn("iam", `policy${pathOf(made)}${made.text("name")}`),
      policyId: `ANPA${made.hex(17).toUpperCase()}`,
    }),
  },
  "aws:kms/key:Key": {
    replaceOn: ["keyUsage", "customerMasterKeySpec", "multiRegion"],
    id: keyId,
    outputs: (made) => ({ keyId: keyId(made), arn: made.arn("kms", `key/${keyId(made)}`) }),
  },
  "aws:kms/alias:Alias": {
    replaceOn: ["name", "namePrefix"],
    id: (made) => made.text("name"),
    outputs: (made) => ({ arn: made.arn("kms", made.text("name")) }),
  },
};

function pathOf(made: Made): string {
  return made.text("path") || "/";
}

function keyId(made: Made): string {
  const digits = made.hex(32);
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    "-",
  );
}
