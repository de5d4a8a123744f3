import type * as aws from "@pulumi/aws";
import { because, json, leftOut, property, type ResourceTable, resource, type Shape, spread } from "../mapping";

/** CloudFront's API counts its lists; Pulumi wraps them for it, CloudFormation does not. */
const listed = (to: string) =>
  spread({ items: property(to), quantity: leftOut("how many there are; CloudFormation counts them itself") });

const origin: Shape = {
  customHeaders: property("OriginCustomHeaders", {
    shape: { name: property("HeaderName"), value: property("HeaderValue") },
  }),
  originId: property("Id"),
};

const forwarded: Shape = {
  cookiesConfig: property("CookiesConfig", { shape: { cookies: listed("Cookies") } }),
  headersConfig: property("HeadersConfig", { shape: { headers: listed("Headers") } }),
  queryStringsConfig: property("QueryStringsConfig", { shape: { queryStrings: listed("QueryStrings") } }),
};

const endpoint: Shape = { originSslProtocols: listed("OriginSSLProtocols") };

/** CloudFront, WAFv2 and API Gateway's HTTP APIs. */
export const edges: ResourceTable = {
  "aws:cloudfront/distribution:Distribution": resource<aws.cloudfront.DistributionArgs>(
    "AWS::CloudFront::Distribution",
    {
      within: "DistributionConfig",
      shape: {
        isIpv6Enabled: property("IPV6Enabled"),
        loggingConfig: property("Logging"),
        orderedCacheBehaviors: property("CacheBehaviors"),
        origins: property("Origins", { shape: origin }),
        retainOnDelete: leftOut(because.provider),
        waitForDeployment: leftOut(because.provider),
      },
    },
  ),
  "aws:cloudfront/vpcOrigin:VpcOrigin": resource<aws.cloudfront.VpcOriginArgs>("AWS::CloudFront::VpcOrigin", {
    arn: "Arn",
    shape: {
      timeouts: leftOut(because.provider),
      vpcOriginEndpointConfig: property("VpcOriginEndpointConfig", { shape: endpoint }),
    },
  }),
  "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": resource<aws.cloudfront.OriginRequestPolicyArgs>(
    "AWS::CloudFront::OriginRequestPolicy",
    { within: "OriginRequestPolicyConfig", shape: forwarded },
  ),
  "aws:cloudfront/cachePolicy:CachePolicy": resource<aws.cloudfront.CachePolicyArgs>("AWS::CloudFront::CachePolicy", {
    within: "CachePolicyConfig",
    shape: {
      parametersInCacheKeyAndForwardedToOrigin: property("ParametersInCacheKeyAndForwardedToOrigin", {
        shape: forwarded,
      }),
    },
  }),
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": resource<aws.cloudfront.ResponseHeadersPolicyArgs>(
    "AWS::CloudFront::ResponseHeadersPolicy",
    { within: "ResponseHeadersPolicyConfig" },
  ),
  "aws:wafv2/webAcl:WebAcl": resource<aws.wafv2.WebAclArgs>("AWS::WAFv2::WebACL", {
    arn: "Arn",
    shape: { ruleJson: json("Rules") },
  }),
  "aws:wafv2/webAclAssociation:WebAclAssociation": resource<aws.wafv2.WebAclAssociationArgs>(
    "AWS::WAFv2::WebACLAssociation",
  ),
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": resource<aws.wafv2.WebAclLoggingConfigurationArgs>(
    "AWS::WAFv2::LoggingConfiguration",
  ),
  "aws:wafv2/ipSet:IpSet": resource<aws.wafv2.IpSetArgs>("AWS::WAFv2::IPSet", { arn: "Arn" }),
  "aws:apigatewayv2/api:Api": resource<aws.apigatewayv2.ApiArgs>("AWS::ApiGatewayV2::Api"),
  "aws:apigatewayv2/vpcLink:VpcLink": resource<aws.apigatewayv2.VpcLinkArgs>("AWS::ApiGatewayV2::VpcLink"),
  "aws:apigatewayv2/integration:Integration": resource<aws.apigatewayv2.IntegrationArgs>(
    "AWS::ApiGatewayV2::Integration",
    { shape: { timeoutMilliseconds: property("TimeoutInMillis") } },
  ),
  "aws:apigatewayv2/route:Route": resource<aws.apigatewayv2.RouteArgs>("AWS::ApiGatewayV2::Route"),
  "aws:apigatewayv2/stage:Stage": resource<aws.apigatewayv2.StageArgs>("AWS::ApiGatewayV2::Stage", {
    shape: { name: property("StageName") },
  }),
  "aws:apigatewayv2/authorizer:Authorizer": resource<aws.apigatewayv2.AuthorizerArgs>("AWS::ApiGatewayV2::Authorizer"),
  "aws:apigatewayv2/domainName:DomainName": resource<aws.apigatewayv2.DomainNameArgs>("AWS::ApiGatewayV2::DomainName", {
    shape: { domainNameConfiguration: property("DomainNameConfigurations") },
  }),
  "aws:apigatewayv2/apiMapping:ApiMapping": resource<aws.apigatewayv2.ApiMappingArgs>("AWS::ApiGatewayV2::ApiMapping"),
};
