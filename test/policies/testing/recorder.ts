import type { Policies, PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { runtime } from "@pulumi/pulumi";
import { unproxied } from "../../../policies/values/value";

/** What a policy was handed of one resource. */
export interface Recorded {
  urn: string;
  properties: Record<string, unknown>;
  options: Record<string, unknown>;
  provider?: { name: string; properties: Record<string, unknown> };
  parent?: string;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[]>;
  isPreview: boolean;
  config: unknown;
}

/** Policies that say nothing, and keep what they were handed. */
export function recorder(): { policies: Policies; inputs: Recorded[]; outputs: Recorded[] } {
  const inputs: Recorded[] = [];
  const outputs: Recorded[] = [];
  const configSchema = { properties: { limit: { type: "number", default: 3 } } } as const;
  const common = { description: "Keeps what it is handed.", configSchema };
  const policies: Policies = [
    {
      ...common,
      name: "record-inputs",
      validateResource: (args) => void inputs.push({ ...recorded(args), config: args.getConfig() }),
    },
    {
      ...common,
      name: "record-outputs",
      validateStack: (args) => {
        outputs.push(...args.resources.map((each) => ({ ...recordedOutputs(each), config: args.getConfig() })));
      },
    },
  ];
  return { policies, inputs, outputs };
}

type Shared = Pick<ResourceValidationArgs, "urn" | "props" | "opts" | "provider">;

function recorded({ urn, props, opts, provider }: Shared): Omit<Recorded, "config"> {
  return {
    urn,
    properties: { ...unproxied(props) },
    options: { ...opts },
    ...(provider ? { provider: { name: provider.name, properties: { ...unproxied(provider.props) } } } : {}),
    isPreview: runtime.isDryRun(),
  };
}

function recordedOutputs(resource: PolicyResource): Omit<Recorded, "config"> {
  const urns = (of: readonly PolicyResource[]) => of.map(({ urn }) => urn).sort();
  return {
    ...recorded(resource as unknown as Shared),
    ...(resource.parent ? { parent: resource.parent.urn } : {}),
    dependencies: urns(resource.dependencies),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([key, of]) => [key, urns(of)]),
    ),
  };
}
