import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
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
  return given
    .filter(([, value, legal]) => typeof value === "string" && !legal.test(value))
    .map(([field, value, , example]) => ({
      where: `${where}.${field}`,
      given: JSON.stringify(value),
      legal: `something like ${example}`,
      fix: "copy it from AWS",
    }));
}

/**
 * A certificate for a domain, proved by a DNS record; the ARN resolves when ACM has issued it. The zone must be the domain's
 * and be delegated, or Pulumi waits for ACM in vain, 75 minutes.
 *
 * @throws Error, in the update, when ACM gives no record to prove the domain with.
 */
export function createCertificate(name: string, domain: DomainArgs, parent: pulumi.Resource): pulumi.Output<string> {
  const child = { parent };
  const certificate = new aws.acm.Certificate(name, { domainName: domain.name, validationMethod: "DNS" }, child);
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
    { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
    child,
  );
  return issued.certificateArn;
}

/** The alias record that sends a domain to a load balancer. */
export function createAlias(
  name: string,
  domain: DomainArgs,
  balancer: aws.lb.LoadBalancer,
  parent: pulumi.Resource,
): aws.route53.Record {
  return new aws.route53.Record(
    `${name}-alias`,
    {
      zoneId: domain.zoneId,
      name: domain.name,
      type: "A",
      aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true }],
    },
    { parent },
  );
}
