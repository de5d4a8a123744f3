import { type PublishedResource, unknownText } from "../../validate/plan";
import { planned, urnOf } from "./planned";

const tokens = {
  balancer: "aws:lb/loadBalancer:LoadBalancer",
  listener: "aws:lb/listener:Listener",
  group: "aws:lb/targetGroup:TargetGroup",
  acl: "aws:wafv2/webAcl:WebAcl",
  api: "aws:apigatewayv2/api:Api",
  vpcOrigin: "aws:cloudfront/vpcOrigin:VpcOrigin",
};

const visible = (metricName: string) => ({
  cloudwatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: true,
});

/** A network load balancer with fixed addresses, the PROXY protocol, and a certificate. */
const nlb = [
  planned(tokens.balancer, "nlb", {
    loadBalancerType: "network",
    internal: false,
    enableCrossZoneLoadBalancing: true,
    subnetMappings: [
      { subnetId: "subnet-0123456789abcdef0", allocationId: unknownText },
      { subnetId: "subnet-0123456789abcdef1", allocationId: unknownText },
    ],
    securityGroups: ["sg-0123456789abcdef0"],
  }),
  planned(tokens.group, "nlb", {
    name: "nlb",
    protocol: "TCP",
    port: 8080,
    targetType: "ip",
    vpcId: "vpc-0123456789abcdef0",
    proxyProtocolV2: true,
    preserveClientIp: "false",
    connectionTermination: true,
    healthCheck: { protocol: "TCP", interval: 10, healthyThreshold: 2, unhealthyThreshold: 2, port: "8080" },
    targetHealthStates: [{ enableUnhealthyConnectionTermination: false, unhealthyDrainingInterval: 60 }],
  }),
  planned(
    tokens.listener,
    "nlb",
    {
      loadBalancerArn: unknownText,
      port: 443,
      protocol: "TLS",
      alpnPolicy: "HTTP2Preferred",
      certificateArn: unknownText,
      tcpIdleTimeoutSeconds: 350,
      defaultActions: [{ type: "forward", targetGroupArn: unknownText }],
    },
    { loadBalancerArn: [urnOf(tokens.balancer, "nlb")], defaultActions: [urnOf(tokens.group, "nlb")] },
  ),
  planned("aws:ec2/eip:Eip", "nlb", { domain: "vpc", tags: { Name: "nlb" } }),
];

/** A rule with all kinds of conditions, and two weighted target groups. */
const rules = [
  planned("aws:lb/listenerRule:ListenerRule", "shared", {
    listenerArn: unknownText,
    priority: 7,
    tags: { Name: "shared" },
    conditions: [
      { hostHeader: { values: ["a.example.com"] } },
      { pathPattern: { values: ["/api/*"] } },
      { httpHeader: { httpHeaderName: "X-Test", values: ["yes"] } },
      { queryStrings: [{ key: "version", value: "1" }] },
      { sourceIp: { values: ["192.0.2.0/24"] } },
    ],
    actions: [
      {
        type: "forward",
        forward: {
          targetGroups: [
            { arn: unknownText, weight: 90 },
            { arn: unknownText, weight: 10 },
          ],
          stickiness: { enabled: true, duration: 60 },
        },
      },
    ],
  }),
];

const acl = [
  planned(tokens.acl, "web", {
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: visible("web"),
    rules: [
      {
        name: "common",
        priority: 1,
        overrideAction: { none: {} },
        statement: {
          managedRuleGroupStatement: {
            vendorName: "AWS",
            name: "AWSManagedRulesCommonRuleSet",
            ruleActionOverrides: [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }],
          },
        },
        visibilityConfig: visible("common"),
      },
      {
        name: "rate",
        priority: 2,
        action: { block: { customResponse: { responseCode: 429 } } },
        statement: { rateBasedStatement: { limit: 2000, aggregateKeyType: "IP", evaluationWindowSec: 300 } },
        visibilityConfig: visible("rate"),
      },
    ],
  }),
  planned(
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    "web",
    { resourceArn: unknownText, webAclArn: unknownText },
    { resourceArn: [urnOf(tokens.balancer, "nlb")], webAclArn: [urnOf(tokens.acl, "web")] },
  ),
  planned(
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    "web",
    {
      resourceArn: unknownText,
      logDestinationConfigs: [unknownText],
      redactedFields: [{ singleHeader: { name: "authorization" } }],
    },
    { resourceArn: [urnOf(tokens.acl, "web")] },
  ),
];

const api = [
  planned(tokens.api, "web", { name: "web", protocolType: "HTTP", disableExecuteApiEndpoint: true }),
  planned("aws:apigatewayv2/vpcLink:VpcLink", "web", {
    name: "web",
    securityGroupIds: ["sg-0123456789abcdef0"],
    subnetIds: unknownText,
  }),
  planned(
    "aws:apigatewayv2/integration:Integration",
    "web",
    {
      apiId: unknownText,
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      integrationUri: unknownText,
      connectionType: "VPC_LINK",
      connectionId: unknownText,
      payloadFormatVersion: "1.0",
      timeoutMilliseconds: 30000,
      requestParameters: { "overwrite:header.X-Forwarded-Host": "$context.domainName" },
    },
    { apiId: [urnOf(tokens.api, "web")] },
  ),
  planned(
    "aws:apigatewayv2/route:Route",
    "web",
    { apiId: unknownText, routeKey: "$default", target: unknownText },
    { apiId: [urnOf(tokens.api, "web")] },
  ),
  planned(
    "aws:apigatewayv2/stage:Stage",
    "web",
    {
      apiId: unknownText,
      name: "$default",
      autoDeploy: true,
      accessLogSettings: { destinationArn: unknownText, format: '{"id":"$context.requestId"}' },
      defaultRouteSettings: { throttlingBurstLimit: 100, throttlingRateLimit: 50 },
    },
    { apiId: [urnOf(tokens.api, "web")] },
  ),
];

const cdn = [
  planned(tokens.vpcOrigin, "web", {
    vpcOriginEndpointConfig: {
      arn: unknownText,
      name: "web",
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: "http-only",
      originSslProtocols: { items: ["TLSv1.2"], quantity: 1 },
    },
  }),
  planned("aws:cloudfront/originRequestPolicy:OriginRequestPolicy", "web", {
    name: "web",
    cookiesConfig: { cookieBehavior: "all" },
    headersConfig: {
      headerBehavior: "allViewerAndWhitelistCloudFront",
      headers: { items: ["CloudFront-Viewer-Address"] },
    },
    queryStringsConfig: { queryStringBehavior: "all" },
  }),
  planned("aws:cloudfront/distribution:Distribution", "web", {
    enabled: true,
    isIpv6Enabled: true,
    httpVersion: "http2and3",
    waitForDeployment: true,
    aliases: ["web.example.com"],
    origins: [
      {
        originId: "balancer",
        domainName: unknownText,
        vpcOriginConfig: { vpcOriginId: unknownText, originReadTimeout: 30, originKeepaliveTimeout: 60 },
        customHeaders: [{ name: "X-Edge", value: "web" }],
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: "balancer",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
      cachedMethods: ["GET", "HEAD"],
      cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      originRequestPolicyId: unknownText,
      compress: true,
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: {
      acmCertificateArn: unknownText,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
    tags: { Name: "web" },
  }),
];

/** What stands before a service in the shapes that have no stack of their own yet. */
export const edgeResources: PublishedResource[] = [...nlb, ...rules, ...acl, ...api, ...cdn];
