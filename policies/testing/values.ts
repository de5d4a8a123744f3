/**
 * What a program writes where it does not write a plain value: a property of another resource, something computed from
 * such properties, a secret.
 */

/** The text that the engine sends for a value that is not known yet; `unknownValue` of the SDK's `runtime/rpc.js`. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * A value that is not known in any preview, and that no resource of the stack explains.
 *
 * @example resource("aws:lb/loadBalancer:LoadBalancer", "web", { internal: unknown })
 */
export const unknown: string = unknownText;

/** A property of another resource, as a program writes `group.id`. */
export class Ref {
  constructor(
    readonly name: string,
    readonly property: string,
  ) {}
}

/** The id of a declared resource: unknown until it exists. */
export const id = (name: string): Ref => new Ref(name, "id");

/** The ARN of a declared resource: unknown until it exists. */
export const arn = (name: string): Ref => new Ref(name, "arn");

/**
 * Any property of a declared resource. One that it was given is known as soon as its value is; one that the provider
 * computes (see `outputs` of {@link ResourceOptions}) is unknown until the resource exists.
 *
 * @example resource("aws:route53/record:Record", "www", { records: [output("web", "dnsName")] })
 */
export const output = (name: string, property: string): Ref => new Ref(name, property);

/** What a program computes from properties of other resources. */
export class Computed {
  constructor(
    readonly from: readonly Ref[],
    readonly compute: (...values: never[]) => unknown,
  ) {}
}

/**
 * What `pulumi.all([…]).apply(…)`, `pulumi.interpolate` and `pulumi.jsonStringify` make: unknown as a whole while one of
 * the properties is.
 *
 * @example apply([output("image", "ref")], (image) => JSON.stringify([{ name: "app", image }]))
 */
export const apply = (from: readonly Ref[], compute: (...values: never[]) => unknown): Computed =>
  new Computed(from, compute);

/** A value that the engine marks as secret. A policy gets it in plain text: its messages must not. */
export class Secret {
  constructor(readonly value: unknown) {}
}

/**
 * Marks a value as `pulumi.secret` does.
 *
 * @example resource("aws:ssm/parameter:Parameter", "key", { type: "SecureString", value: secret("hunter2") })
 */
export const secret = (value: unknown): Secret => new Secret(value);

/** The properties of other resources that a value is made from, in the order in which they stand in it. */
export function refsIn(value: unknown): readonly Ref[] {
  if (value instanceof Ref) return [value];
  if (value instanceof Computed) return value.from;
  if (value instanceof Secret) return refsIn(value.value);
  if (Array.isArray(value)) return value.flatMap(refsIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(refsIn) : [];
}

/** Whether a value is unknown or holds something unknown. */
export function holdsUnknown(value: unknown): boolean {
  if (value instanceof Secret) return holdsUnknown(value.value);
  if (Array.isArray(value)) return value.some(holdsUnknown);
  if (typeof value === "object" && value !== null) return Object.values(value).some(holdsUnknown);
  return value === unknownText;
}
