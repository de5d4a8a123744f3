import * as make from "../shop";
import { shop, without } from "../shop";
import { arn, type Declared, id, resource } from "../stack";
import { application, innerShop, nakedShop } from "./edgeShops";
import type { Way } from "./row";

const naked = "service-without-proxy-is-not-public";
const followed = "every-door-is-followed";

/** An HTTP API with a VPC link whose integration goes to the given place. */
export function httpApi(integrationUri: unknown): Declared[] {
  return [
    make.group("link-group"),
    resource("aws:apigatewayv2/api:Api", "orders", { protocolType: "HTTP" }),
    resource("aws:apigatewayv2/vpcLink:VpcLink", "main", {
      securityGroupIds: [id("link-group")],
      subnetIds: ["subnet-1"],
    }),
    resource("aws:apigatewayv2/integration:Integration", "to-web", {
      apiId: id("orders"),
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      connectionType: "VPC_LINK",
      connectionId: id("main"),
      integrationUri,
    }),
  ];
}

/** The shop without a load balancer: Cloud Map tells the API where the tasks are. */
export function discoveredShop(
  containers: readonly object[],
  containerName: string,
  containerPort: number,
): Declared[] {
  const service = make.service("web-service", "web-task", undefined);
  return [
    make.group("task-group"),
    make.ingress("task-from-link", "task-group", {
      fromPort: containerPort,
      toPort: containerPort,
      referencedSecurityGroupId: id("link-group"),
    }),
    make.taskDefinition("web-task", containers),
    resource("aws:servicediscovery/service:Service", "found", { namespaceId: "ns-1" }),
    {
      ...service,
      properties: {
        ...service.properties,
        serviceRegistries: { registryArn: arn("found"), containerName, containerPort },
      },
    },
    ...httpApi(arn("found")),
  ];
}

/** A REST API with a link to the network load balancer. */
export function restApi(more: object = {}, integration: object = {}): Declared[] {
  return [
    resource("aws:apigateway/restApi:RestApi", "orders", { name: "orders", ...more }),
    resource("aws:apigateway/vpcLink:VpcLink", "main", { targetArn: arn("web") }),
    resource("aws:apigateway/integration:Integration", "to-web", {
      restApi: id("orders"),
      resourceId: "r1",
      httpMethod: "ANY",
      type: "HTTP_PROXY",
      connectionType: "VPC_LINK",
      connectionId: id("main"),
      uri: "http://web.internal/",
      ...integration,
    }),
  ];
}

const newerLink: Declared[] = [
  ...without(restApi({}, { integrationTarget: arn("web") }), "main"),
  resource("aws:apigatewayv2/vpcLink:VpcLink", "main", { securityGroupIds: [], subnetIds: ["subnet-1"] }),
];

const privateApi = { endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: ["vpce-1"] } };
const direct = (uri: string) => ({ connectionType: "INTERNET", connectionId: undefined, uri });

/** Ways 62 and 63: APIs with links into the VPC. */
export const edgeApiWays: readonly Way[] = [
  {
    number: 62,
    way: "an HTTP API with a VPC link to the internal load balancer",
    stack: [...nakedShop(), ...httpApi(arn("web-http"))],
    twin: [...innerShop(), ...httpApi(arn("web-http"))],
    expected: "violation",
    rule: naked,
    at: "web-service",
  },
  {
    number: 62,
    way: "an HTTP API with a VPC link to tasks that Cloud Map knows",
    stack: discoveredShop([application], "app", 3000),
    twin: discoveredShop([make.nginx, make.app], "nginx", 8080),
    expected: "violation",
    rule: naked,
    at: "web-service",
  },
  {
    number: 63,
    way: "a REST API with a VPC link to the internal load balancer",
    stack: [...nakedShop(), ...restApi()],
    twin: [...nakedShop(), ...restApi(privateApi)],
    expected: "violation",
    rule: naked,
    at: "web-service",
  },
  {
    number: 63,
    way: "a REST API with a newer VPC link, which names the load balancer itself",
    stack: [...nakedShop(), ...newerLink],
    twin: [...innerShop(), ...newerLink],
    expected: "violation",
    rule: naked,
    at: "web-service",
  },
  {
    number: 63,
    way: "a REST API that calls an address over the internet",
    stack: [...shop(), ...restApi({}, direct("http://203.0.113.25:3000/{proxy}"))],
    twin: [...shop(), ...restApi({}, direct("https://partner.example.com/{proxy}"))],
    expected: "unproven",
    rule: followed,
    at: "to-web",
  },
];
