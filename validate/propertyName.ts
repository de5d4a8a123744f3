/**
 * The CloudFormation property that a Pulumi property is where no table says otherwise: the same letters (`dnsName` is
 * `DNSName`), or the same in the singular, because Pulumi's lists are plural and CloudFormation's are either.
 *
 * @param name a property of Pulumi's, or of the AWS API
 * @param legal the properties that the CloudFormation schema has there
 * @returns undefined where it has no such property
 * @example propertyName("capacityProviderStrategies", ["CapacityProviderStrategy"]) // → "CapacityProviderStrategy"
 */
export function propertyName(name: string, legal: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const byLetters = new Map(legal.map((property) => [property.toLowerCase(), property]));
  return [wanted, wanted.replace(/s$/, ""), wanted.replace(/es$/, ""), wanted.replace(/ies$/, "y"), `${wanted}s`]
    .map((spelling) => byLetters.get(spelling))
    .find((property) => property !== undefined);
}
