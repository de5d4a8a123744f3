/** One resource as a program declares it. */
export interface Declared {
  /** The type token, for example `aws:ec2/securityGroup:SecurityGroup`. */
  type: string;
  /** The logical name, by which other resources of the stack refer to this one. */
  name: string;
  /** The inputs: plain values, and references to other resources. */
  properties: Record<string, unknown>;
  options?: ResourceOptions;
}

/** What a program gives a resource besides its inputs. */
export interface ResourceOptions {
  /** Name of the declared resource that is the parent. @default the stack */
  parent?: string;
  /** An explicit provider. @default the default provider of the type's package, without settings */
  provider?: ProviderOptions;
  /** Names of declared resources that must exist first though no property says so. */
  dependsOn?: readonly string[];
  /** Properties whose changes the engine ignores. */
  ignoreChanges?: readonly string[];
  /** URNs that this resource had before. */
  aliases?: readonly string[];
  protect?: boolean;
  /**
   * Values that the provider, not the program, decides: `id`, `arn`, `dnsName`. Those that are not given here and that
   * something refers to are made up from the name.
   */
  outputs?: Record<string, unknown>;
  /** A component: it has no provider and no id, and its outputs are what it registers (`outputs`). @default false */
  component?: boolean;
  /**
   * A read, as `aws.ec2.SecurityGroup.get` makes. It is there already, so what refers to it is known on every preview; the
   * engine does not show reads to policies, and leaves them out of the dependencies that it tells. @default false
   */
  external?: boolean;
}

export interface ProviderOptions {
  name: string;
  /** Its settings, for example `{ region: "eu-west-1" }`. */
  properties: Record<string, unknown>;
}

/**
 * Declares a resource of a stack under test.
 *
 * @example
 * const stack = [
 *   resource("aws:ec2/securityGroup:SecurityGroup", "web", { vpcId: "vpc-1" }),
 *   resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "open", {
 *     securityGroupId: id("web"), ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0",
 *   }),
 * ];
 */
export function resource(
  type: string,
  name: string,
  properties: Record<string, unknown> = {},
  options: ResourceOptions = {},
): Declared {
  return Object.keys(options).length === 0 ? { type, name, properties } : { type, name, properties, options };
}
