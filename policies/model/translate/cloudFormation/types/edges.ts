import { absent, isKnown, items } from "../../../../values/value";
import { asText, each, from, only, type Rewrite } from "../../fields";
import type { Rows } from "../row";

const ofDistribution = (...path: string[]) => ["distributionConfig", ...path];
const ofIntegration = (...path: string[]) => ["integration", ...path];

/** Of several principals the one that is everyone; one that is not known may be. */
const widest: Rewrite = (principals) => {
  const list = items(principals);
  if (list.state !== "known") return list;
  const everyone = list.value.find((each) => isKnown(each, "*"));
  return everyone ?? list.value.find(({ state }) => state === "unknown") ?? list.value[0] ?? absent;
};

export const edges: Rows = {
  "apigateway:vpclink": { to: "aws:apigateway/vpcLink:VpcLink", fields: { targetArn: from("targetArns", only) } },
  "apigateway:restapi": { to: "aws:apigateway/restApi:RestApi", fields: { body: from("body", asText) } },
  "apigateway:method": {
    to: "aws:apigateway/integration:Integration",
    needs: "integration",
    fields: {
      restApi: from("restApiId"),
      type: from(ofIntegration("type")),
      uri: from(ofIntegration("uri")),
      connectionType: from(ofIntegration("connectionType")),
      connectionId: from(ofIntegration("connectionId")),
      integrationTarget: from(ofIntegration("integrationTarget")),
    },
  },
  "apigatewayv2:api": { to: "aws:apigatewayv2/api:Api", fields: { body: from("body", asText) } },
  "apigatewayv2:integration": { to: "aws:apigatewayv2/integration:Integration" },
  "apigatewayv2:route": { to: "aws:apigatewayv2/route:Route" },
  "apigatewayv2:vpclink": { to: "aws:apigatewayv2/vpcLink:VpcLink" },
  "cloudfront:vpcorigin": { to: "aws:cloudfront/vpcOrigin:VpcOrigin" },
  "cloudfront:distribution": {
    to: "aws:cloudfront/distribution:Distribution",
    fields: {
      enabled: from(ofDistribution("enabled")),
      origins: from(ofDistribution("origins"), each({ originId: from("id") })),
      defaultCacheBehavior: from(ofDistribution("defaultCacheBehavior")),
      orderedCacheBehaviors: from(ofDistribution("cacheBehaviors")),
    },
  },
  "globalaccelerator:accelerator": {
    to: "aws:globalaccelerator/accelerator:Accelerator",
    identifier: "acceleratorArn",
  },
  "globalaccelerator:listener": { to: "aws:globalaccelerator/listener:Listener", identifier: "listenerArn" },
  "globalaccelerator:crossaccountattachment": {
    to: "aws:globalaccelerator/crossAccountAttachment:CrossAccountAttachment",
  },
  "globalaccelerator:endpointgroup": { to: "aws:globalaccelerator/endpointGroup:EndpointGroup" },
  "ec2:vpcendpointservice": { to: "aws:ec2/vpcEndpointService:VpcEndpointService" },
  "ec2:vpcendpointservicepermissions": {
    to: "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple",
    fields: { vpcEndpointServiceId: from("serviceId"), principalArn: from("allowedPrincipals", widest) },
  },
  "ec2:verifiedaccessendpoint": { to: "aws:verifiedaccess/endpoint:Endpoint" },
};
