import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** A name in a Route 53 zone of this account that the load balancer answers for. */
export interface DomainArgs {
  /** Host name, such as `users.example.com`. */
  name: pulumi.Input<string>;
  /** ID of the public hosted zone that holds the name, such as `Z0123456789ABCDEFGHIJ`. */
  zoneId: pulumi.Input<string>;
}

/** A certificate for a domain, proved by a DNS record; the ARN resolves when ACM has issued it. */
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
