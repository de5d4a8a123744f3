/**
 * How one resource type of Pulumi's `aws` package, which follows Terraform, reads as a resource of CloudFormation. Only what
 * differs is written down: a property that no shape names is the one of the CloudFormation schema with the same letters,
 * in the singular or plural, and an error where there is none. So nothing is dropped unless a shape says so with a reason.
 */
export interface ResourceMapping {
  kind: "resource";
  /** CloudFormation's resource type. */
  type: string;
  /** The CloudFormation property that holds all others but those of `outside`, such as `DistributionConfig`. */
  within?: string;
  /** Pulumi's properties that stand beside `within`. */
  outside: Shape;
  /** Pulumi's properties that differ. */
  shape: Shape;
  /** What CloudFormation demands beside, where Pulumi's resource is a part of a larger one there. */
  completion: Record<string, unknown>;
  /** How another resource refers to this one. */
  reference: References;
}

/** A resource type without a counterpart in CloudFormation. Nothing judges it. */
export interface NoCounterpart {
  kind: "none";
  reason: string;
}

/** `Ref`, or the name of an attribute for `Fn::GetAtt`; undefined where CloudFormation offers neither. */
export interface References {
  id: string | undefined;
  arn: string | undefined;
}

export type Shape = Readonly<Record<string, Mapping>>;

export type Mapping =
  /** The same under another name, or deeper: `DeploymentConfiguration.MaximumPercent`, `Certificates.0.CertificateArn`. */
  | { kind: "property"; to: string; shape: Shape; beside: Record<string, unknown>; words?: (value: unknown) => unknown }
  /** JSON text whose keys are those of the AWS API, where CloudFormation has an object. */
  | { kind: "json"; to: string; shape: Shape }
  /** An entry of a list of keys and values, such as `LoadBalancerAttributes`. */
  | { kind: "attribute"; list: string; key: string }
  /** An object whose properties stand in CloudFormation where the object itself does in Pulumi. */
  | { kind: "spread"; shape: Shape }
  | { kind: "leftOut"; reason: string };

/** Rows of the table, by Pulumi's token. */
export type ResourceTable = Readonly<Record<string, ResourceMapping | NoCounterpart>>;

type ArgumentsShape<Args> = { readonly [Name in keyof Args]?: Mapping };

interface ResourceOptions<Args> {
  within?: string;
  /** @default the tags */
  outside?: ArgumentsShape<Args>;
  shape?: ArgumentsShape<Args>;
  completion?: Record<string, unknown>;
  /** undefined where no `Ref` or attribute is what Pulumi has as its id. @default "Ref" */
  id?: string | undefined;
  /** @default none */
  arn?: string;
}

/**
 * A resource with a counterpart. The type argument is the resource's arguments in the SDK, so that a misspelt property of the
 * shape does not compile.
 *
 * @example resource<aws.cloudwatch.LogGroupArgs>("AWS::Logs::LogGroup", { shape: { name: property("LogGroupName") }, arn: "Arn" })
 */
export function resource<Args extends object>(type: string, options: ResourceOptions<Args> = {}): ResourceMapping {
  const { within, outside, shape = {}, completion = {}, arn } = options;
  const id = "id" in options ? options.id : "Ref";
  return {
    kind: "resource",
    type,
    shape: { region: leftOut(because.region), namePrefix: leftOut(because.prefix), ...(shape as Shape) },
    outside: (outside ?? { tags: property("Tags") }) as Shape,
    completion,
    reference: { id, arn },
    ...(within !== undefined && { within }),
  };
}

/** A resource type that has no counterpart, and why that is no loss. */
export function noCounterpart(reason: string): NoCounterpart {
  return { kind: "none", reason };
}

/** A property by another name or place; `words` says its value in CloudFormation's words, `beside` what it implies. */
export function property(
  to: string,
  more: { shape?: Shape; words?: (value: unknown) => unknown; beside?: Record<string, unknown> } = {},
): Mapping {
  const { shape = {}, words, beside = {} } = more;
  return { kind: "property", to, shape, beside, ...(words && { words }) };
}

/** JSON text that CloudFormation takes as an object. */
export function json(to: string, shape: Shape = {}): Mapping {
  return { kind: "json", to, shape };
}

/** An entry of a list of keys and values. */
export function attribute(list: string, key: string): Mapping {
  return { kind: "attribute", list, key };
}

/** An object of Pulumi's that CloudFormation does not have around its properties. */
export function spread(shape: Shape): Mapping {
  return { kind: "spread", shape };
}

/** A property without a counterpart, and why that is no loss. */
export function leftOut(reason: string): Mapping {
  return { kind: "leftOut", reason };
}

/** Reasons that many resources share. */
export const because = {
  provider: "tells Pulumi's provider how to act; AWS never sees it",
  region: "the provider's region; a CloudFormation stack has one",
  prefix: "AWS gets the name that the provider makes of it",
} as const;

/** For `words`: one word for true, another for false. */
export function either(yes: string, no: string): (value: unknown) => unknown {
  return (value) => (typeof value === "boolean" ? (value ? yes : no) : value);
}
