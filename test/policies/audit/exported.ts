import { type Declared, notKnown, Ref } from "../stack";

/** The id of a resource of another project's stack, as somebody copies it into a program. */
export const idIn = (project: string, name: string): string => `id-${project}-${name}`;

/** The ARN of a resource of another project's stack. */
export const arnIn = (project: string, name: string): string =>
  `arn:aws:test:eu-west-1:123456789012:${project}/${name}`;

export const urnIn = (project: string, { type, name }: Pick<Declared, "type" | "name">): string =>
  `urn:pulumi:prod::${project}::${type}::${name}`;

export interface ExportOptions {
  /** Region of the provider. @default "eu-west-1" */
  region?: string;
  /** Names of resources that the stack only reads. @default none */
  read?: readonly string[];
}

/** The stack `<project>/prod` of these resources as `pulumi stack export` writes it, as a value. */
export function stackExport(project: string, declared: readonly Declared[], options: ExportOptions = {}) {
  const { region = "eu-west-1", read = [] } = options;
  const provider = { type: "pulumi:providers:aws", name: "default_7_48_0" };
  const providerReference = `${urnIn(project, provider)}::7e2c7d2e`;
  const resources = declared.map((each) => {
    const inputs = resolved(each.properties, project, declared) as Record<string, unknown>;
    const external = read.includes(each.name);
    const id = typeof inputs.id === "string" ? inputs.id : idIn(project, each.name);
    const arn = typeof inputs.arn === "string" ? inputs.arn : literal(project, new Ref(each.name, "arn"), declared);
    return {
      ...{ urn: urnIn(project, each), custom: true, id, type: each.type },
      inputs: external ? {} : inputs,
      outputs: { ...inputs, id, arn },
      propertyDependencies: dependencies(each.properties, project, declared),
      provider: providerReference,
      ...(external ? { external } : {}),
    };
  });
  const providers = [{ urn: urnIn(project, provider), custom: true, type: provider.type, inputs: { region } }];
  return { version: 3, deployment: { manifest: {}, resources: [...providers, ...resources] } };
}

/** The same stack as a plan from before it exists: what refers to its own resources is not known. */
export function previewPlan(project: string, declared: readonly Declared[]) {
  const resources = declared.map((each) => ({
    ...{ urn: urnIn(project, each), type: each.type, name: each.name },
    inputs: blanked(each.properties),
    propertyDependencies: dependencies(each.properties, project, declared),
  }));
  return { resources };
}

function blanked(value: unknown): unknown {
  if (value instanceof Ref) return notKnown;
  if (Array.isArray(value)) return value.map(blanked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, blanked(each)]));
}

function resolved(value: unknown, project: string, declared: readonly Declared[]): unknown {
  if (value instanceof Ref) return literal(project, value, declared);
  if (Array.isArray(value)) return value.map((each) => resolved(each, project, declared));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, project, declared)]));
}

function literal(project: string, { name, property }: Ref, declared: readonly Declared[]): string {
  if (property === "id") return idIn(project, name);
  const { type } = declared.find((each) => each.name === name) ?? {};
  return type === "aws:ecs/taskDefinition:TaskDefinition"
    ? `arn:aws:ecs:eu-west-1:123456789012:task-definition/${project}-${name}:1`
    : arnIn(project, name);
}

function dependencies(properties: Record<string, unknown>, project: string, declared: readonly Declared[]) {
  const of = (value: unknown): string[] => {
    if (value instanceof Ref)
      return declared.filter(({ name }) => name === value.name).map((each) => urnIn(project, each));
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(of) : [];
  };
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, of(value)]));
}
