import type * as aws from "@pulumi/aws";
import {
  because,
  leftOut,
  noCounterpart,
  property,
  type ResourceTable,
  resource,
  type Shape,
  spread,
} from "../mapping";

const aliasTarget: Shape = { name: property("DNSName"), zoneId: property("HostedZoneId") };

/** Domain names, their certificates, and names inside a VPC. */
export const names: ResourceTable = {
  "aws:acm/certificate:Certificate": resource<aws.acm.CertificateArgs>("AWS::CertificateManager::Certificate", {
    arn: "Ref",
    shape: {
      earlyRenewalDuration: leftOut(because.provider),
      options: spread({
        certificateTransparencyLoggingPreference: property("CertificateTransparencyLoggingPreference"),
        export: property("CertificateExport"),
      }),
      validationOptions: property("DomainValidationOptions"),
    },
  }),
  "aws:acm/certificateValidation:CertificateValidation": noCounterpart(
    "waits for the certificate's validation, and makes nothing",
  ),
  "aws:route53/record:Record": resource<aws.route53.RecordArgs>("AWS::Route53::RecordSet", {
    shape: {
      aliases: property("AliasTarget", { shape: aliasTarget }),
      allowOverwrite: leftOut(because.provider),
      failoverRoutingPolicies: spread({ type: property("Failover") }),
      latencyRoutingPolicies: spread({ region: property("Region") }),
      multivalueAnswerRoutingPolicy: property("MultiValueAnswer"),
      records: property("ResourceRecords"),
      weightedRoutingPolicies: spread({ weight: property("Weight") }),
      zoneId: property("HostedZoneId"),
    },
  }),
  "aws:route53/zone:Zone": resource<aws.route53.ZoneArgs>("AWS::Route53::HostedZone", {
    shape: {
      comment: property("HostedZoneConfig.Comment"),
      forceDestroy: leftOut(because.provider),
      tags: property("HostedZoneTags"),
    },
  }),
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace":
    resource<aws.servicediscovery.PrivateDnsNamespaceArgs>("AWS::ServiceDiscovery::PrivateDnsNamespace", {
      arn: "Arn",
    }),
  "aws:servicediscovery/httpNamespace:HttpNamespace": resource<aws.servicediscovery.HttpNamespaceArgs>(
    "AWS::ServiceDiscovery::HttpNamespace",
    { arn: "Arn" },
  ),
  "aws:servicediscovery/service:Service": resource<aws.servicediscovery.ServiceArgs>("AWS::ServiceDiscovery::Service", {
    arn: "Arn",
    shape: { forceDestroy: leftOut(because.provider) },
  }),
};
