import { opensWays, terraformNames } from "../translate/terraform/names";
import { terraformType } from "../translate/terraform/resource";
import { opaque, opaqueWorkload, type Treatment } from "./family";
import { nativeTreatment } from "./native";

/** The treatment of a resource of Terraform's AWS provider: that of the same resource in pulumi-aws, or a doubt. */
export function terraformTreatment(
  token: string,
  treatmentOf: (token: string) => Treatment | undefined,
): Treatment | undefined {
  const type = terraformType(token);
  if (type === undefined) return cloudControlTreatment(token);
  const { name } = type;
  const same = Object.hasOwn(terraformNames, name) ? terraformNames[name] : undefined;
  if (same !== undefined) return treatmentOf(same);
  if (!opensWays(name)) return undefined;
  return name.startsWith("aws_ecs_") ? opaqueWorkload("a way to a container") : opaque("a way to its targets");
}

/**
 * Resources of Terraform's provider over Cloud Control, as views of a module or bridged on the spot. They are types of
 * CloudFormation under names in which nobody can tell the words apart, so only the type is looked at.
 */
function cloudControlTreatment(token: string): Treatment | undefined {
  const view = /^[^:]+:tf:awscc_([a-z0-9]+)_([a-z0-9_]+)$/.exec(token);
  const [, service, name] = view ?? /^awscc:index\/([a-z0-9]+)([A-Z][A-Za-z0-9]*):/.exec(token) ?? [];
  if (service === undefined || name === undefined) return undefined;
  const treatment = nativeTreatment(`AWS::${service}::${name.replaceAll("_", "")}`);
  return treatment === "harmless" ? undefined : treatment;
}
