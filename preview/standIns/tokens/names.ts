import type { Made, ResourceTable } from "../model";

/** Domain names and their certificates. */
export const names: ResourceTable = {
  "aws:acm/certificate:Certificate": {
    replaceOn: ["domainName", "subjectAlternativeNames", "validationMethod", "keyAlgorithm", "certificateAuthorityArn"],
    id: certificateArn,
    outputs: (made) => ({
      arn: certificateArn(made),
      domainValidationOptions: certifiedNames(made).map((domainName) => ({
        domainName,
        resourceRecordName: `_${made.hex(32)}.${domainName.replace(/^\*\./, "")}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: `_${made.hex(32)}.acm-validations.aws.`,
      })),
      status: "PENDING_VALIDATION",
      type: "AMAZON_ISSUED",
    }),
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    replaceOn: "all",
    id: (made) => `validation-${made.hex(12)}`,
  },
  "aws:route53/record:Record": {
    replaceOn: ["zoneId", "name", "type", "setIdentifier"],
    id: (made) => `${made.text("zoneId")}_${made.text("name")}_${made.text("type")}`,
    outputs: (made) => ({ fqdn: made.text("name") }),
  },
  "aws:route53/zone:Zone": {
    defaults: { comment: "Managed by Pulumi" },
    replaceOn: ["name", "delegationSetId"],
    id: zoneId,
    outputs: (made) => ({
      zoneId: zoneId(made),
      arn: `arn:${made.partition}:route53:::hostedzone/${zoneId(made)}`,
      nameServers: ["com", "net", "org", "co.uk"].map((domain, n) => `ns-${n}.awsdns-0${n}.${domain}`),
      primaryNameServer: "ns-0.awsdns-00.com",
    }),
  },
};

function certificateArn(made: Made): string {
  return made.arn("acm", `certificate/${made.hex(32)}`);
}

function certifiedNames(made: Made): string[] {
  const more = made.inputs.subjectAlternativeNames;
  return [made.text("domainName"), ...(Array.isArray(more) ? more.map(String) : [])];
}

function zoneId(made: Made): string {
  return `Z${made.hex(13).toUpperCase()}`;
}
