import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../nginx";

/** A name in a Route 53 zone of this account that the load balancer answers for. */
export interface DomainArgs {
  /** Host name, such as `users.example.com`. */
  name: pulumi.Input<string>;
  /** ID of the public hosted zone that holds the name, such as `Z0123456789ABCDEFGHIJ`. */
  zoneId: pulumi.Input<string>;
}

/** What can be told of a certificate or domain before AWS is asked: only plain texts, outputs are not known yet. */
export function checkCertificate(
  where: string,
  { certificateArn, domain }: { certificateArn?: pulumi.Input<string>; domain?: DomainArgs },
): Problem[] {
  const given: [field: string, value: unknown, legal: RegExp, example: string][] = [
    [
      "certificateArn",
      certificateArn,
      /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/\S+$/,
      "arn:aws:acm:us-east-1:123456789012:certificate/…",
    ],
    // ACM takes 64 characters for the first name of a certificate (ACM API, RequestCertificate).
    ["domain.name", domain?.name, /^(?=.{1,64}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "users.example.com"],
    ["domain.zoneId", domain?.zoneId, /^Z[A-Z0-9]{1,31}$/, "Z0123456789ABCDEFGHIJ"],
  ];
  const both = certificateArn !== undefined && domain !== undefined;
  const one = {
    where: `${where}.certificateArn`,
    given: "a certificate and a domain",
    legal: "one of the two: a domain gets a certificate of its own",
    fix: "leave one out",
  };
  const wrong = given
    .filter(([, value, legal]) => typeof value === "string" && !legal.test(value))
    .map(([field, value, , example]) => ({
      where: `${where}.${field}`,
      given: JSON.stringify(value),
      legal: `something like ${example}`,
      fix: "copy it from AWS",
    }));
  return [...(both ? [one] : []), ...wrong];
}

/**
 * A certificate for a domain, proved by a DNS record; the ARN resolves when ACM has issued it. The zone must be the domain's
 * and be delegated, or Pulumi waits for ACM in vain, 75 minutes.
 *
 * @throws Error, in the update, when ACM gives no record to prove the domain with.
 */
export function createCertificate(
  name: string,
  domain: DomainArgs,
  parent: pulumi.Resource,
  place: { region?: string } = {},
): pulumi.Output<string> {
  const child = { parent };
  const certificate = new aws.acm.Certificate(
    name,
    { ...place, domainName: domain.name, validationMethod: "DNS" },
    child,
  );
  // A certificate for one name has one validation record, so its number is known although its content is not.
  const proof = certificate.domainValidationOptions.apply((options) => {
    const [first] = options;
    if (first === undefined) throw new Error(`ACM gave no validation record for the certificate ${name}`);
    return first;
  });
  const record = new aws.route53.Record(
    `${name}-proof`,
    {
      zoneId: domain.zoneId,
      name: proof.resourceRecordName,
      type: proof.resourceRecordType,
      records: [proof.resourceRecordValue],
      ttl: 300,
      allowOverwrite: true,
    },
    child,
  );
  const issued = new aws.acm.CertificateValidation(
    name,
    { ...place, certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
    child,
  );
  return issued.certificateArn;
}

/** The certificate that was given, or a new one for the domain that was; none, if neither was. */
export function createCertificateOf(
  name: string,
  { certificateArn, domain }: { certificateArn?: pulumi.Input<string>; domain?: DomainArgs },
  parent: pulumi.Resource,
): pulumi.Output<string> | undefined {
  if (domain !== undefined) return createCertificate(name, domain, parent);
  return certificateArn === undefined ? undefined : pulumi.output(certificateArn);
}

/** What an alias record leads to: a load balancer, an API's own host name, a distribution. */
export interface AliasTarget {
  dnsName: pulumi.Input<string>;
  zoneId: pulumi.Input<string>;
  /** Whether Route 53 may look at its health, which a distribution does not show. */
  evaluateTargetHealth: boolean;
}

/** The alias record that sends a domain to an edge, over IPv4 or (`AAAA`) IPv6. */
export function createAlias(
  name: string,
  domain: DomainArgs,
  target: AliasTarget,
  parent: pulumi.Resource,
  type: "A" | "AAAA" = "A",
): aws.route53.Record {
  return new aws.route53.Record(
    type === "A" ? `${name}-alias` : `${name}-alias-ipv6`,
    {
      zoneId: domain.zoneId,
      name: domain.name,
      type,
      aliases: [{ name: target.dnsName, zoneId: target.zoneId, evaluateTargetHealth: target.evaluateTargetHealth }],
    },
    { parent },
  );
}
