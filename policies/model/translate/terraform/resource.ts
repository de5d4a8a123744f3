import type { Resource } from "../../resource";
import { terraformNames } from "./names";
import { fromTerraform, pulumiName } from "./properties";

/** What a token of Terraform's AWS provider is: its own name, and whether the properties are Terraform's as well. */
export interface TerraformType {
  name: string;
  snakeCase: boolean;
}

/**
 * Resources of a Terraform module, which the engine shows as views (`<package>:tf:aws_lb`), and those of Terraform's
 * AWS provider bridged on the spot (`aws:index/lb:Lb`), whose properties are named as pulumi-aws names them.
 */
export function terraformType(token: string): TerraformType | undefined {
  const view = /^[^:]+:tf:(aws_[a-z0-9_]+)$/.exec(token);
  if (view?.[1] !== undefined) return { name: view[1], snakeCase: true };
  const bridged = /^aws:index\/([A-Za-z0-9]+):[A-Za-z0-9]+$/.exec(token);
  if (bridged?.[1] === undefined) return undefined;
  return { name: `aws_${bridged[1].replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`, snakeCase: false };
}

/** The resource under pulumi-aws's token; undefined for one that is not read. */
export function fromTerraformModule(resource: Resource, { name, snakeCase }: TerraformType): Resource | undefined {
  const type = Object.hasOwn(terraformNames, name) ? terraformNames[name] : undefined;
  if (type === undefined) return undefined;
  return snakeCase ? { ...resource, type, ...renamed(resource) } : { ...resource, type };
}

function renamed({ inputs, outputs, dependencies, ignoreChanges }: Resource): Partial<Resource> {
  const given = inputs ?? outputs;
  const rename = (name: string) => pulumiName(name, given[name]);
  return {
    ...(inputs === undefined ? {} : { inputs: fromTerraform(inputs) }),
    outputs: fromTerraform(outputs),
    ...(dependencies === undefined ? {} : { dependencies: renameKeys(dependencies, rename) }),
    ...(ignoreChanges === undefined ? {} : { ignoreChanges: ignoreChanges.map(rename) }),
  };
}

function renameKeys<T>(record: Readonly<Record<string, T>>, rename: (name: string) => string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, each]) => [rename(key), each]));
}
