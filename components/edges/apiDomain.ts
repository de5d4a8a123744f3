import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { createAlias, createCertificate, type DomainArgs } from "../certificate";
import type { Api } from "./api";

/** An API's name of its own, with certificate and alias record. */
export function createApiDomain(name: string, domain: DomainArgs, { api, stage }: Api, parent: pulumi.Resource): void {
  const child = { parent };
  const named = new aws.apigatewayv2.DomainName(
    name,
    {
      domainName: domain.name,
      domainNameConfiguration: {
        certificateArn: createCertificate(name, domain, parent),
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
      },
    },
    child,
  );
  new aws.apigatewayv2.ApiMapping(name, { apiId: api.id, domainName: named.id, stage: stage.id }, child);
  const { targetDomainName, hostedZoneId } = named.domainNameConfiguration;
  createAlias(name, domain, { dnsName: targetDomainName, zoneId: hostedZoneId, evaluateTargetHealth: false }, parent);
}
