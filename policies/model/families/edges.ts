import { httpApi, restApi, restApiPut } from "../adapters/api";
import { httpIntegration, restIntegration } from "../adapters/apiIntegration";
import { classicAttachment, classicLoadBalancer } from "../adapters/classicLoadBalancer";
import { distribution, vpcOrigin } from "../adapters/cloudFront";
import { allowedPrincipal, endpointService } from "../adapters/endpointService";
import { crossAccountAttachment, endpointGroup } from "../adapters/globalAccelerator";
import { verifiedAccessEndpoint } from "../adapters/verifiedAccess";
import { vpcLink } from "../adapters/vpcLink";
import { type Family, harmless, node, opaque } from "./family";

/** Module of classic load balancers, and the one in which old stacks still have them. */
const classicModules = ["elb", "elasticloadbalancing"];

const classic: Family = Object.fromEntries(
  classicModules.flatMap((module) => [
    [`aws:${module}/loadBalancer:LoadBalancer`, node("loadBalancer", classicLoadBalancer)],
    [`aws:${module}/attachment:Attachment`, node("targetGroupAttachment", classicAttachment)],
    ...Object.entries(
      harmless(
        module,
        ...["AppCookieStickinessPolicy", "ListenerPolicy", "LoadBalancerBackendServerPolicy", "LoadBalancerPolicy"],
        ...["LoadBalancerCookieStickinessPolicy", "SslNegotiationPolicy"],
      ),
    ),
  ]),
);

const apis: Family = {
  "aws:apigatewayv2/api:Api": node("api", httpApi),
  "aws:apigatewayv2/integration:Integration": node("door", httpIntegration),
  // Where the traffic of this newer kind of link goes, each integration says.
  "aws:apigatewayv2/vpcLink:VpcLink": node("vpcLink", () => {}),
  ...harmless(
    "apigatewayv2",
    ...["ApiMapping", "Authorizer", "Deployment", "DomainName", "IntegrationResponse", "Model", "Route"],
    ...["RouteResponse", "RoutingRule", "Stage"],
  ),
  "aws:apigateway/restApi:RestApi": node("api", restApi),
  "aws:apigateway/restApiPut:RestApiPut": node("door", restApiPut),
  "aws:apigateway/integration:Integration": node("door", restIntegration),
  "aws:apigateway/vpcLink:VpcLink": node("door", vpcLink),
  ...harmless(
    "apigateway",
    ...["Account", "ApiKey", "Authorizer", "BasePathMapping", "ClientCertificate", "Deployment", "DocumentationPart"],
    ...["DocumentationVersion", "DomainName", "DomainNameAccessAssociation", "IntegrationResponse", "Method"],
    ...["MethodResponse", "MethodSettings", "Model", "RequestValidator", "Resource", "Response", "RestApiPolicy"],
    ...["Stage", "UsagePlan", "UsagePlanKey"],
  ),
};

const cloudFront: Family = {
  "aws:cloudfront/distribution:Distribution": node("door", distribution),
  "aws:cloudfront/multitenantDistribution:MultitenantDistribution": node("door", distribution),
  "aws:cloudfront/vpcOrigin:VpcOrigin": node("door", vpcOrigin),
  ...harmless(
    "cloudfront",
    ...["AnycastIpList", "CachePolicy", "ConnectionFunction", "ConnectionGroup", "ContinuousDeploymentPolicy"],
    ...["DistributionTenant", "FieldLevelEncryptionConfig", "FieldLevelEncryptionProfile", "Function", "KeyGroup"],
    ...["KeyValueStore", "KeyvaluestoreKey", "KeyvaluestoreKeysExclusive", "MonitoringSubscription"],
    ...["OriginAccessControl", "OriginAccessIdentity", "OriginRequestPolicy", "PublicKey", "RealtimeLogConfig"],
    ...["ResponseHeadersPolicy", "TrustStore"],
  ),
};

const accelerators: Family = {
  "aws:globalaccelerator/endpointGroup:EndpointGroup": node("door", endpointGroup),
  "aws:globalaccelerator/crossAccountAttachment:CrossAccountAttachment": node("door", crossAccountAttachment),
  // Which addresses of the subnet it lets in is decided by calls to its API, which no resource holds.
  "aws:globalaccelerator/customRoutingEndpointGroup:CustomRoutingEndpointGroup": opaque("public addresses to a subnet"),
  ...harmless("globalaccelerator", "Accelerator", "CustomRoutingAccelerator", "CustomRoutingListener", "Listener"),
};

/**
 * Ways in beyond a public load balancer: APIs, distributions, accelerators, endpoint services, classic load balancers.
 * A DNS record is none: a name opens nothing that its address does not. What may stop traffic (a network ACL, a firewall,
 * a block of public access) is not read either, so that none of it ever counts as proof.
 */
export const edges: Family = {
  ...classic,
  ...apis,
  ...cloudFront,
  ...accelerators,
  "aws:ec2/vpcEndpointService:VpcEndpointService": node("door", endpointService),
  "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": node("door", allowedPrincipal),
  "aws:verifiedaccess/endpoint:Endpoint": node("door", verifiedAccessEndpoint),
  ...harmless(
    "verifiedaccess",
    ...["Group", "Instance", "InstanceLoggingConfiguration", "InstanceTrustProviderAttachment", "TrustProvider"],
  ),
};
