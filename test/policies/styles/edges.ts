import { resource } from "../../../policies/testing";
import * as make from "../shop";
import { change, shop } from "../shop";
import { arn, type Declared, id } from "../stack";

/** What stands in front of the proxies. */

/** One load balancer for several services, by paths; what matches none is answered by the load balancer itself. */
export function byPaths(): Declared[] {
  const notFound = {
    type: "fixed-response",
    fixedResponse: { contentType: "text/plain", messageBody: "not found", statusCode: "404" },
  };
  return [
    ...change(shop(), "web-http", { defaultActions: [notFound] }),
    ...["web", "api", "admin"].map((name, index) =>
      resource("aws:lb/listenerRule:ListenerRule", `${name}-path`, {
        listenerArn: arn("web-http"),
        priority: index + 1,
        conditions: [{ pathPattern: { values: [`/${name}/*`] } }],
        actions: [{ type: "forward", targetGroupArn: arn(`${name}-targets`) }],
      }),
    ),
    ...["api", "admin"].flatMap(proxied),
  ];
}

/** A second service of the main shape behind the same load balancer's group. */
export const proxied = (name: string): Declared[] => [
  make.group(`${name}-group`),
  make.ingress(`${name}-from-lb`, `${name}-group`, {
    fromPort: 8080,
    toPort: 8080,
    referencedSecurityGroupId: id("lb-group"),
  }),
  make.targetGroup(`${name}-targets`),
  make.taskDefinition(`${name}-task`),
  make.service(
    `${name}-service`,
    `${name}-task`,
    [{ containerName: "nginx", containerPort: 8080, targetGroupArn: arn(`${name}-targets`) }],
    { securityGroups: [id(`${name}-group`)] },
  ),
];

/** A network load balancer in front of the application one, which is internal. */
export function networkBeforeApplication(): Declared[] {
  return [
    ...change(change(shop(), "web", { internal: true, loadBalancerType: "application" }), "lb-http", {
      cidrIpv4: undefined,
      referencedSecurityGroupId: id("nlb-group"),
    }),
    ...networkLoadBalancer(false),
    make.ingress("nlb-http", "nlb-group", { fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" }),
    make.targetGroup("to-web", { protocol: "TCP", targetType: "alb" }),
    resource("aws:lb/targetGroupAttachment:TargetGroupAttachment", "web-behind", {
      targetGroupArn: arn("to-web"),
      targetId: arn("web"),
      port: 80,
    }),
    make.listener("nlb-listener", "nlb", "to-web", { port: 80, protocol: "TCP" }),
  ];
}

const networkLoadBalancer = (internal: boolean): Declared[] => [
  make.group("nlb-group"),
  make.loadBalancer("nlb", { internal, loadBalancerType: "network", securityGroups: [id("nlb-group")] }),
];

/** A REST API reaches an internal network load balancer by a VPC link, and that the proxies. */
export function restApi(): Declared[] {
  const inside = change(shop(), "web", { internal: true, loadBalancerType: "network" });
  const targets = change(inside, "web-targets", { protocol: "TCP", preserveClientIp: "false" });
  return [
    ...change(change(targets, "web-http", { protocol: "TCP" }), "lb-http", { cidrIpv4: "10.0.0.0/16" }),
    resource("aws:apigateway/restApi:RestApi", "orders", { name: "orders" }),
    resource("aws:apigateway/vpcLink:VpcLink", "link", { targetArn: arn("web") }),
    resource("aws:apigateway/resource:Resource", "all", {
      restApi: id("orders"),
      parentId: "root",
      pathPart: "{proxy+}",
    }),
    resource("aws:apigateway/method:Method", "any", {
      restApi: id("orders"),
      resourceId: id("all"),
      httpMethod: "ANY",
      authorization: "NONE",
    }),
    resource("aws:apigateway/integration:Integration", "to-web", {
      restApi: id("orders"),
      resourceId: id("all"),
      httpMethod: "ANY",
      integrationHttpMethod: "ANY",
      type: "HTTP_PROXY",
      connectionType: "VPC_LINK",
      connectionId: id("link"),
      uri: "http://web.internal.example.com",
    }),
  ];
}

/** An internal service without a proxy, behind an internal load balancer. */
export function internalWithoutProxy(): Declared[] {
  return [
    ...shop(),
    make.group("inner-lb-group"),
    make.ingress("inner-lb-http", "inner-lb-group", { fromPort: 80, toPort: 80, cidrIpv4: "10.0.0.0/8" }),
    make.loadBalancer("inner", { internal: true, securityGroups: [id("inner-lb-group")] }),
    make.targetGroup("inner-targets"),
    make.listener("inner-http", "inner", "inner-targets"),
    make.group("inner-group"),
    make.ingress("inner-from-lb", "inner-group", {
      fromPort: 3000,
      toPort: 3000,
      referencedSecurityGroupId: id("inner-lb-group"),
    }),
    make.taskDefinition("inner-task", [{ ...make.app, portMappings: [{ containerPort: 3000 }] }]),
    make.service(
      "inner-service",
      "inner-task",
      [{ containerName: "app", containerPort: 3000, targetGroupArn: arn("inner-targets") }],
      { securityGroups: [id("inner-group")] },
    ),
  ];
}

/** Only CloudFront's addresses reach the load balancer. */
export const behindCloudFront = (): Declared[] =>
  change(shop(), "lb-http", { cidrIpv4: undefined, prefixListId: "pl-3b927c52" });

/** CodeDeploy swaps two target groups; the test listener is closed to the internet. */
export function codeDeploy(): Declared[] {
  return [
    ...change(shop(), "web-service", { deploymentController: { type: "CODE_DEPLOY" } }),
    make.targetGroup("green-targets"),
    make.listener("web-test", "web", "green-targets", { port: 8443 }),
    make.ingress("lb-test", "lb-group", { fromPort: 8443, toPort: 8443, cidrIpv4: "10.0.0.0/16" }),
    resource("aws:codedeploy/application:Application", "deploys", { computePlatform: "ECS" }),
    resource("aws:codedeploy/deploymentGroup:DeploymentGroup", "web-deploys", {
      appName: "deploys",
      deploymentGroupName: "web",
      deploymentConfigName: "CodeDeployDefault.ECSAllAtOnce",
      serviceRoleArn: "arn:aws:iam::123456789012:role/deploy",
      deploymentStyle: { deploymentOption: "WITH_TRAFFIC_CONTROL", deploymentType: "BLUE_GREEN" },
      ecsService: { clusterName: "shop", serviceName: "web-service" },
      loadBalancerInfo: {
        targetGroupPairInfo: {
          prodTrafficRoute: { listenerArns: [arn("web-http")] },
          testTrafficRoute: { listenerArns: [arn("web-test")] },
          targetGroups: [{ name: "web-targets" }, { name: "green-targets" }],
        },
      },
    }),
  ];
}

/** Logs of the load balancer in a bucket, and a web ACL on it. */
export const loggedAndFiltered = (): Declared[] => [
  ...change(shop(), "web", { accessLogs: { bucket: "shop-logs", enabled: true } }),
  resource("aws:s3/bucket:Bucket", "logs", { bucket: "shop-logs" }),
  resource("aws:wafv2/webAcl:WebAcl", "acl", { scope: "REGIONAL", defaultAction: { allow: {} } }),
  resource("aws:wafv2/webAclAssociation:WebAclAssociation", "acl-of-web", {
    resourceArn: arn("web"),
    webAclArn: arn("acl"),
  }),
  resource("aws:route53/record:Record", "www", { name: "www.example.com", type: "A", zoneId: "Z1" }),
];

/** The load balancer signs people in, and shares them out between two target groups of the proxy. */
export const signIn = (): Declared[] => {
  const oidc = {
    ...{ authorizationEndpoint: "https://id.example.com/a", tokenEndpoint: "https://id.example.com/t" },
    ...{ userInfoEndpoint: "https://id.example.com/u", issuer: "https://id.example.com" },
    ...{ clientId: "shop", clientSecret: "hunter2" },
  };
  const forward = {
    targetGroups: [
      { arn: arn("web-targets"), weight: 90 },
      { arn: arn("canary-targets"), weight: 10 },
    ],
  };
  const registered = (targets: string) => ({
    containerName: "nginx",
    containerPort: 8080,
    targetGroupArn: arn(targets),
  });
  const signedIn = change(shop(), "web-http", {
    ...{ port: 443, protocol: "HTTPS", certificateArn: "arn:aws:acm:1" },
    defaultActions: [
      { type: "authenticate-oidc", order: 1, authenticateOidc: oidc },
      { type: "forward", order: 2, forward },
    ],
  });
  return [
    ...change(change(signedIn, "lb-http", { fromPort: 443, toPort: 443 }), "web-service", {
      loadBalancers: [registered("web-targets")],
    }),
    make.targetGroup("canary-targets"),
    make.service("canary", "web-task", [registered("canary-targets")]),
  ];
};
