import type { Made, ResourceTable } from "../model";

/** AWS WAF. */
export const firewalls: ResourceTable = {
  "aws:wafv2/webAcl:WebAcl": {
    autoName: "name",
    replaceOn: ["name", "namePrefix", "scope"],
    id: uuid,
    outputs: (made) => ({
      arn: made.arn("wafv2", `${scopeOf(made)}/webacl/${made.text("name")}/${uuid(made)}`),
      capacity: 1,
    }),
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    replaceOn: "all",
    id: (made) => `${made.text("webAclArn")},${made.text("resourceArn")}`,
  },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    replaceOn: ["resourceArn", "logDestinationConfigs"],
    id: (made) => made.text("resourceArn"),
  },
};

/** AWS WAF, "Resource types": a web ACL for CloudFront is `global`, in us-east-1. */
function scopeOf(made: Made): string {
  return made.text("scope") === "CLOUDFRONT" ? "global" : "regional";
}

function uuid(made: Made): string {
  return made.hex(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
