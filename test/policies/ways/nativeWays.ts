import { native } from "../otherForms";
import { change, ingress, shop } from "../shop";
import { arn, type Declared, id, notKnown, resource } from "../stack";
import type { Way } from "./row";

const everywhere = "0.0.0.0/0";
const open = { fromPort: 3000, toPort: 3000, cidrIpv4: everywhere };
const toApp = { loadBalancers: [{ containerName: "app", containerPort: 3000, targetGroupArn: arn("web-targets") }] };

const applicationPort = "application-port-admits-nobody";
const followed = "every-door-is-followed";

const nativeShop = native(shop());
const targets = (...entries: object[]) => change(nativeShop, "web-targets", { targets: entries });
const assigned = (assignPublicIp: string) => {
  const groups = [id("task-group")];
  return {
    networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: groups, assignPublicIp } },
  };
};
const fromAnywhere = native([...shop(), ingress("opened", "task-group", { ...open, fromPort: 8080, toPort: 8080 })]);

const expressGateway = resource("aws-native:ecs:ExpressGatewayService", "express", {
  primaryContainer: { image: "shop/app:1", containerPort: 3000 },
});

/** 76: the aws-native provider. */
export const nativeWays: readonly Way[] = [
  {
    number: 76,
    way: "an open port in a rule of the aws-native provider",
    stack: native([...shop(), ingress("opened", "task-group", open)]),
    twin: nativeShop,
    expected: "violation",
    rule: applicationPort,
    at: "opened",
  },
  {
    number: 76,
    way: "an open port in the inline rules of an aws-native group",
    stack: change(nativeShop, "task-group", {
      securityGroupIngress: [{ ipProtocol: "-1", cidrIpv6: "0:0:0:0:0:0:0:0/0" }],
    }),
    twin: change(nativeShop, "task-group", { securityGroupIngress: [] }),
    expected: "violation",
    rule: applicationPort,
    at: "task-group#securityGroupIngress[0]",
  },
  {
    number: 76,
    way: "an aws-native service that registers the application",
    stack: native(change(shop(), "web-service", toApp)),
    twin: nativeShop,
    expected: "violation",
    rule: "load-balancer-reaches-only-the-proxy",
    at: "web-service",
  },
  {
    number: 76,
    way: 'AssignPublicIp "ENABLED" where the group admits the internet',
    stack: change(fromAnywhere, "web-service", assigned("ENABLED")),
    twin: change(nativeShop, "web-service", assigned("ENABLED")),
    expected: "violation",
    rule: "public-task-admits-only-the-load-balancer",
    at: "opened",
  },
  {
    number: 76,
    way: "targets that stand inside of an aws-native target group",
    stack: targets({ id: "10.0.1.7", port: 3000 }),
    twin: targets(),
    expected: "unproven",
    rule: "load-balancer-reaches-only-the-proxy",
    at: "web-targets#targets[0]",
  },
  {
    number: 76,
    way: "an Express gateway service of the aws-native provider",
    stack: [...nativeShop, expressGateway],
    twin: nativeShop,
    expected: "violation",
    rule: "service-without-proxy-is-not-public",
    at: "express",
  },
];

const desired = (typeName: string, name: string, desiredState: unknown): Declared =>
  resource("aws:cloudcontrol/resource:Resource", name, {
    typeName: `AWS::${typeName}`,
    desiredState: typeof desiredState === "string" ? desiredState : JSON.stringify(desiredState),
  });

const desiredGroup = (...rules: object[]): Declared[] => {
  const [first, , ...rest] = shop();
  const made = desired("EC2::SecurityGroup", "task-group", { GroupDescription: "task", SecurityGroupIngress: rules });
  return first === undefined ? [] : [first, made, ...rest];
};

/** 77: Cloud Control. */
export const cloudControlWays: readonly Way[] = [
  {
    number: 77,
    way: "an open port in a desired state of Cloud Control",
    stack: desiredGroup({ IpProtocol: "tcp", FromPort: 3000, ToPort: 3000, CidrIp: everywhere }),
    twin: desiredGroup(),
    expected: "violation",
    rule: applicationPort,
    at: "task-group#securityGroupIngress[0]",
  },
  {
    number: 77,
    way: "a desired state that is not known",
    stack: [...shop(), desired("ECS::TaskSet", "more", notKnown)],
    twin: [
      ...shop(),
      ...["ECS::Cluster", "EC2::VPC", "Lambda::Function", "S3::Bucket"].map((type) => desired(type, type, notKnown)),
    ],
    expected: "unproven",
    rule: followed,
    at: "more",
  },
];
