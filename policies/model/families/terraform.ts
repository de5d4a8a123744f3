import { opensWays, terraformNames } from "../translate/terraform/names";
import { terraformType } from "../translate/terraform/resource";
import { opaque, opaqueWorkload, type Treatment } from "./family";

/** The treatment of a resource of Terraform's AWS provider: that of the same resource in pulumi-aws, or a doubt. */
export function terraformTreatment(
  token: string,
  treatmentOf: (token: string) => Treatment | undefined,
): Treatment | undefined {
  const type = terraformType(token);
  if (type === undefined) return undefined;
  const { name } = type;
  const same = Object.hasOwn(terraformNames, name) ? terraformNames[name] : undefined;
  if (same !== undefined) return treatmentOf(same);
  if (!opensWays(name)) return undefined;
  return name.startsWith("aws_ecs_") ? opaqueWorkload("a way to a container") : opaque("a way to its targets");
}
