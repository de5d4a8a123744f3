import { shop } from "../shop";
import { arn, type Declared, id, output, resource } from "../stack";
import { innerShop, nakedShop } from "./edgeShops";
import type { Way } from "./row";

const naked = "service-without-proxy-is-not-public";
const followed = "every-door-is-followed";

const vpcOrigin = resource("aws:cloudfront/vpcOrigin:VpcOrigin", "origin", {
  vpcOriginEndpointConfig: { arn: arn("web"), httpPort: 80, httpsPort: 443, name: "web" },
});
const distribution = (enabled: boolean): Declared =>
  resource("aws:cloudfront/distribution:Distribution", "cdn", {
    enabled,
    origins: [{ originId: "web", domainName: "web.internal", vpcOriginConfig: { vpcOriginId: id("origin") } }],
  });

const accelerator: Declared[] = [
  resource("aws:globalaccelerator/accelerator:Accelerator", "fast", { enabled: true }),
  resource("aws:globalaccelerator/listener:Listener", "fast-http", { acceleratorArn: arn("fast"), protocol: "TCP" }),
];
const endpointGroup = (endpointId: unknown): Declared =>
  resource("aws:globalaccelerator/endpointGroup:EndpointGroup", "fast-group", {
    listenerArn: arn("fast-http"),
    endpointConfigurations: [{ endpointId }],
    portOverrides: [{ listenerPort: 443, endpointPort: 80 }],
  });

const verifiedAccess = (more: object): Declared =>
  resource("aws:verifiedaccess/endpoint:Endpoint", "staff", {
    attachmentType: "vpc",
    endpointType: "load-balancer",
    verifiedAccessGroupId: "vagr-1",
    ...more,
  });

/** Each opens the internal load balancer of a service without a proxy; the twin has the proxy behind the same door. */
const internalMadePublic: Way[] = (
  [
    ["a CloudFront VPC origin", [vpcOrigin, distribution(true)]],
    ["a Global Accelerator endpoint group", [...accelerator, endpointGroup(arn("web"))]],
    [
      "a Verified Access endpoint",
      [verifiedAccess({ loadBalancerOptions: { loadBalancerArn: arn("web"), port: 80 } })],
    ],
  ] as const
).map(([way, doors]) => ({
  number: 61,
  way: `an internal load balancer made public by ${way}`,
  stack: [...nakedShop(), ...doors],
  twin: [...innerShop(), ...doors],
  expected: "violation",
  rule: naked,
  at: "web-service",
}));

const internalInDoubt: Way[] = [
  {
    number: 61,
    way: "a CloudFront VPC origin that no distribution of the stack names",
    stack: [...nakedShop(), vpcOrigin],
    twin: [...nakedShop(), vpcOrigin, distribution(false)],
    expected: "unproven",
    rule: naked,
    at: "web-service",
  },
  {
    number: 61,
    way: "an accelerator of another account",
    stack: [...nakedShop(), shared("web")],
    twin: [...innerShop(), shared("web")],
    expected: "unproven",
    rule: naked,
    at: "web-service",
  },
  {
    number: 61,
    way: "a Global Accelerator endpoint that is an Elastic IP address",
    stack: [...shop(), ...accelerator, endpointGroup("eipalloc-1")],
    twin: [...shop(), ...accelerator, endpointGroup(arn("web"))],
    expected: "unproven",
    rule: followed,
    at: "fast-group",
  },
  {
    number: 61,
    way: "a Verified Access endpoint to a network interface",
    stack: [...shop(), verifiedAccess({ networkInterfaceOptions: { networkInterfaceId: "eni-1", port: 3000 } })],
    twin: [...shop(), verifiedAccess({ loadBalancerOptions: { loadBalancerArn: arn("web"), port: 80 } })],
    expected: "unproven",
    rule: followed,
    at: "staff",
  },
];

function shared(balancer: string): Declared {
  return resource("aws:globalaccelerator/crossAccountAttachment:CrossAccountAttachment", "shared", {
    principals: ["123456789012"],
    resources: [{ endpointId: arn(balancer), region: "eu-west-1" }],
  });
}

const endpointService = (more: object): Declared =>
  resource("aws:ec2/vpcEndpointService:VpcEndpointService", "offered", {
    acceptanceRequired: false,
    networkLoadBalancerArns: [arn("web")],
    ...more,
  });
const principal = (principalArn: string): Declared =>
  resource("aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple", "everyone", {
    vpcEndpointServiceId: id("offered"),
    principalArn,
  });

const otherAccounts: Way[] = [
  {
    number: 64,
    way: "an endpoint service for every account",
    stack: [...nakedShop(), endpointService({ allowedPrincipals: ["*"] })],
    twin: [...nakedShop(), endpointService({ allowedPrincipals: ["*"], acceptanceRequired: true })],
    expected: "violation",
    rule: naked,
    at: "web-service",
  },
  {
    number: 64,
    way: "an endpoint service with a further principal that is everyone",
    stack: [...nakedShop(), endpointService({}), principal("*")],
    twin: [...nakedShop(), endpointService({}), principal("arn:aws:iam::210987654321:root")],
    expected: "violation",
    rule: naked,
    at: "web-service",
  },
];

const instance: Declared = {
  ...resource("aws:ec2/instance:Instance", "box", { ami: "ami-1", associatePublicIpAddress: false }),
  options: { outputs: { publicDns: "ec2-203-0-113-25.eu-west-1.compute.amazonaws.com" } },
};
const customOrigin = (domainName: unknown): Declared =>
  resource("aws:cloudfront/distribution:Distribution", "cdn", {
    enabled: true,
    origins: [{ originId: "box", domainName, customOriginConfig: { httpPort: 3000, httpsPort: 443 } }],
  });

const origins: Way[] = [
  {
    number: 68,
    way: "a distribution with the host name of an instance",
    stack: [...shop(), instance, customOrigin(output("box", "publicDns"))],
    twin: [...shop(), instance, customOrigin("shop-assets.s3.eu-west-1.amazonaws.com")],
    expected: "unproven",
    rule: followed,
    at: "cdn",
  },
];

/** Ways 61, 64 and 68: what leads to a load balancer or a task from further out. */
export const edgeDoorWays: readonly Way[] = [...internalMadePublic, ...internalInDoubt, ...otherAccounts, ...origins];
