import { resource } from "../../../policies/testing";
import * as make from "../shop";
import { change, network, shop } from "../shop";
import { arn, type Declared, id, output } from "../stack";
import { proxied } from "./edges";

/** The most common shapes. */

const toLoadBalancer = (name: string, port: number, more: object): Declared =>
  make.ingress(name, "lb-group", { fromPort: port, toPort: port, ...more });

const redirect = { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } };

/** HTTPS in front, and plain HTTP that only redirects. */
export function https(): Declared[] {
  const redirected = change(shop(), "web-http", { defaultActions: [redirect] });
  return [
    ...redirected,
    toLoadBalancer("lb-https", 443, { cidrIpv4: "0.0.0.0/0" }),
    make.listener("web-https", "web", "web-targets", { port: 443, protocol: "HTTPS", certificateArn: "arn:aws:acm:1" }),
  ];
}

/** A second service with a proxy of its own behind the same load balancer, by host name. */
export function twoServices(): Declared[] {
  return [
    ...https(),
    ...proxied("api"),
    resource("aws:lb/listenerRule:ListenerRule", "api-host", {
      listenerArn: arn("web-https"),
      priority: 10,
      conditions: [{ hostHeader: { values: ["api.example.com"] } }],
      actions: [{ type: "forward", targetGroupArn: arn("api-targets") }],
    }),
  ];
}

/** A worker that reads a queue: no load balancer, no proxy, nothing admitted. */
export function worker(): Declared[] {
  return [
    ...shop(),
    make.group("worker-group"),
    make.taskDefinition("worker-task", [make.app]),
    make.service("worker", "worker-task", undefined, { securityGroups: [id("worker-group")], assignPublicIp: true }),
  ];
}

/** A job that runs every night with the application's image. */
export function scheduledJob(): Declared[] {
  return [
    ...shop(),
    make.group("job-group"),
    make.taskDefinition("job-task", [make.app]),
    resource("aws:cloudwatch/eventRule:EventRule", "nightly", { scheduleExpression: "rate(1 day)" }),
    resource("aws:cloudwatch/eventTarget:EventTarget", "nightly-task", {
      rule: output("nightly", "name"),
      arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
      ecsTarget: {
        taskDefinitionArn: arn("job-task"),
        launchType: "FARGATE",
        networkConfiguration: { subnets: ["subnet-1"], securityGroups: [id("job-group")], assignPublicIp: true },
      },
    }),
  ];
}

/** A network load balancer with fixed addresses that hands on the client's own address. */
export function fixedAddresses(): Declared[] {
  const balanced = change(shop(), "web", {
    loadBalancerType: "network",
    subnetMappings: [{ subnetId: "subnet-1", allocationId: id("fixed") }],
  });
  const targets = change(balanced, "web-targets", { protocol: "TCP", preserveClientIp: "true" });
  const listener = change(targets, "web-http", { port: 443, protocol: "TCP" });
  const groups = change(listener, "lb-http", { fromPort: 443, toPort: 443, cidrIpv4: "198.51.100.0/24" });
  return [
    ...change(groups, "task-from-lb", { referencedSecurityGroupId: undefined, cidrIpv4: "198.51.100.0/24" }),
    make.ingress("task-health", "task-group", {
      fromPort: 8080,
      toPort: 8080,
      referencedSecurityGroupId: id("lb-group"),
    }),
    resource("aws:ec2/eip:Eip", "fixed", { domain: "vpc" }),
  ];
}

/** An HTTP API that comes through a VPC link to an internal load balancer. */
export function httpApi(): Declared[] {
  const inside = change(change(shop(), "web", { internal: true }), "lb-http", {
    cidrIpv4: undefined,
    referencedSecurityGroupId: id("link-group"),
  });
  return [
    ...inside,
    make.group("link-group"),
    resource("aws:apigatewayv2/api:Api", "orders", { protocolType: "HTTP" }),
    resource("aws:apigatewayv2/vpcLink:VpcLink", "link", {
      securityGroupIds: [id("link-group")],
      subnetIds: ["subnet-1"],
    }),
    resource("aws:apigatewayv2/integration:Integration", "to-web", {
      apiId: id("orders"),
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      connectionType: "VPC_LINK",
      connectionId: id("link"),
      integrationUri: arn("web-http"),
    }),
    resource("aws:apigatewayv2/route:Route", "all", { apiId: id("orders"), routeKey: "$default" }),
    resource("aws:apigatewayv2/stage:Stage", "live", { apiId: id("orders"), autoDeploy: true }),
  ];
}

/** CloudFront reaches an internal load balancer by a VPC origin, so that nothing in the VPC is public. */
export function distribution(): Declared[] {
  return [
    ...change(change(shop(), "web", { internal: true }), "lb-http", {
      cidrIpv4: undefined,
      prefixListId: "pl-4fa04526",
    }),
    resource("aws:cloudfront/vpcOrigin:VpcOrigin", "inner", {
      vpcOriginEndpointConfig: {
        arn: arn("web"),
        httpPort: 80,
        httpsPort: 443,
        name: "inner",
        originProtocolPolicy: "http-only",
      },
    }),
    resource("aws:cloudfront/distribution:Distribution", "site", {
      enabled: true,
      origins: [
        {
          originId: "inner",
          domainName: output("web", "dnsName"),
          vpcOriginConfig: { vpcOriginId: id("inner") },
        },
      ],
    }),
  ];
}

/** IPv4 and IPv6 to the load balancer; tasks get addresses of both kinds, and their group closes them. */
export function dualStack(): Declared[] {
  const balanced = change(https(), "web", { ipAddressType: "dualstack" });
  return [
    ...change(balanced, "web-service", network({ subnets: [id("dual")] })),
    toLoadBalancer("lb-https-6", 443, { cidrIpv6: "::/0" }),
    resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16", assignGeneratedIpv6CidrBlock: true }),
    resource("aws:ec2/internetGateway:InternetGateway", "gateway", { vpcId: id("vpc") }),
    resource("aws:ec2/subnet:Subnet", "dual", {
      vpcId: id("vpc"),
      cidrBlock: "10.0.1.0/24",
      ipv6CidrBlock: "2001:db8:1234:1a00::/64",
      assignIpv6AddressOnCreation: true,
    }),
    resource("aws:ec2/routeTable:RouteTable", "routes", {
      vpcId: id("vpc"),
      routes: [
        { cidrBlock: "0.0.0.0/0", gatewayId: id("gateway") },
        { ipv6CidrBlock: "::/0", gatewayId: id("gateway") },
      ],
    }),
    resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "dual-routes", {
      subnetId: id("dual"),
      routeTableId: id("routes"),
    }),
  ];
}

/** ECS moves traffic between two target groups by listener rules; the test listener is closed to the internet. */
export function blueGreen(): Declared[] {
  const rule = (name: string, listener: string): Declared =>
    resource("aws:lb/listenerRule:ListenerRule", name, {
      listenerArn: arn(listener),
      priority: 1,
      conditions: [{ pathPattern: { values: ["/*"] } }],
      actions: [{ type: "forward", targetGroupArn: arn("web-targets") }],
    });
  const registered = {
    containerName: "nginx",
    containerPort: 8080,
    targetGroupArn: arn("web-targets"),
    advancedConfiguration: {
      alternateTargetGroupArn: arn("green-targets"),
      productionListenerRule: arn("production"),
      testListenerRule: arn("test"),
      roleArn: "arn:aws:iam::123456789012:role/ecs",
    },
  };
  return [
    ...change(shop(), "web-service", {
      loadBalancers: [registered],
      deploymentConfiguration: { strategy: "BLUE_GREEN" },
    }),
    make.targetGroup("green-targets"),
    make.listener("web-test", "web", "green-targets", { port: 8443 }),
    rule("production", "web-http"),
    rule("test", "web-test"),
    toLoadBalancer("lb-test", 8443, { cidrIpv4: "10.0.0.0/16" }),
  ];
}

/** An internal service that others call by name; what they reach is its proxy. */
export function mesh(): Declared[] {
  const named = { ...make.nginx, portMappings: [{ containerPort: 8080, name: "web" }] };
  const connected = change(
    change(shop(), "web-task", { containerDefinitions: JSON.stringify([named, make.app]) }),
    "web-service",
    {
      serviceConnectConfiguration: {
        enabled: true,
        namespace: "arn:aws:servicediscovery:eu-west-1:123456789012:namespace/ns-1",
        services: [{ portName: "web", clientAlias: { port: 80, dnsName: "web" } }],
      },
    },
  );
  return [
    ...connected,
    make.group("caller-group"),
    make.ingress("task-from-caller", "task-group", {
      fromPort: 8080,
      toPort: 8080,
      referencedSecurityGroupId: id("caller-group"),
    }),
    make.taskDefinition("caller-task", [make.app]),
    make.service("caller", "caller-task", undefined, { securityGroups: [id("caller-group")] }),
  ];
}
