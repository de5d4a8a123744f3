import { cloudFormation, template } from "../otherForms";
import { ingress, shop } from "../shop";
import { id, notKnown, resource } from "../stack";
import { cloudControlWays, nativeWays } from "./nativeWays";
import type { Way } from "./row";
import { runWays } from "./runWays";

const everywhere = "0.0.0.0/0";
const open = { fromPort: 3000, toPort: 3000, cidrIpv4: everywhere };

const applicationPort = "application-port-admits-nobody";
const followed = "every-door-is-followed";

const openTemplate = JSON.stringify(template([...shop(), ingress("opened", "task-group", open)]));
const closedTemplate = JSON.stringify(template(shop()));

const opaqueTemplates: Way[] = [
  ["aws:cloudformation/stackSet:StackSet", "a stack set"],
  ["aws:serverlessrepository/cloudFormationStack:CloudFormationStack", "an application of the serverless repository"],
].map(([type, way]) => ({
  number: 78,
  way: way ?? "",
  stack: [...shop(), resource(type ?? "", "more", { name: "more", templateBody: closedTemplate })],
  twin: shop(),
  expected: "unproven" as const,
  rule: followed,
  at: "more",
}));

/** 78: CloudFormation templates. */
const templateWays: Way[] = [
  {
    number: 78,
    way: "an open port in a CloudFormation template",
    stack: [cloudFormation("stack", openTemplate)],
    twin: [cloudFormation("stack", closedTemplate)],
    expected: "violation",
    rule: applicationPort,
    at: "stack#opened",
  },
  {
    number: 78,
    way: "an open port in a template of the aws-native provider",
    stack: [resource("aws-native:cloudformation:Stack", "stack", { templateBody: openTemplate })],
    twin: [resource("aws-native:cloudformation:Stack", "stack", { templateBody: closedTemplate })],
    expected: "violation",
    rule: applicationPort,
    at: "stack#opened",
  },
  {
    number: 78,
    way: "a template that stands elsewhere",
    stack: [...shop(), cloudFormation("stack", undefined, { templateUrl: "https://bucket/template.json" })],
    twin: [...shop(), cloudFormation("stack", JSON.stringify({ Resources: {} }))],
    expected: "unproven",
    rule: followed,
    at: "stack",
  },
  ...opaqueTemplates,
];

const openRule = { ip_protocol: "tcp", from_port: 3000, to_port: 3000, cidr_ipv4: everywhere };
const view = (name: string, properties: Record<string, unknown>) =>
  resource(`network:tf:${name}`, "opened", properties);

/** 79: Terraform modules and providers that are bridged on the spot. */
const terraformWays: Way[] = [
  {
    number: 79,
    way: "an open port in a Terraform module",
    stack: [
      ...shop(),
      view("aws_vpc_security_group_ingress_rule", { security_group_id: id("task-group"), ...openRule }),
    ],
    twin: [...shop(), view("aws_vpc_security_group_egress_rule", { security_group_id: id("task-group"), ...openRule })],
    expected: "violation",
    rule: applicationPort,
    at: "opened",
  },
  {
    number: 79,
    way: "an open port under a token of a provider that is bridged on the spot",
    stack: [
      ...shop(),
      resource("aws:index/vpcSecurityGroupIngressRule:VpcSecurityGroupIngressRule", "opened", {
        ...{ securityGroupId: id("task-group"), ipProtocol: "tcp" },
        ...open,
      }),
    ],
    twin: shop(),
    expected: "violation",
    rule: applicationPort,
    at: "opened",
  },
  {
    number: 79,
    way: "a resource of a Terraform module that is not read",
    stack: [...shop(), view("aws_ecs_express_gateway_service", { primary_container: [{ image: "shop/app:1" }] })],
    twin: [...shop(), view("aws_ecs_cluster", { name: "shop" }), resource("files:tf:aws_s3_bucket", "files", {})],
    expected: "unproven",
    rule: followed,
    at: "opened",
  },
];

const run = (create: unknown) => resource("command:local:Command", "script", { create });

/** 81: programs that the engine runs beside the deployment. */
const actuatorWays: Way[] = [
  {
    number: 81,
    way: "a command that opens a port by itself",
    stack: [...shop(), run("aws ec2 authorize-security-group-ingress --group-id sg-1 --port 3000 --cidr 0.0.0.0/0")],
    twin: [...shop(), run("npm ci && npm run build && aws ecs update-service --service web --force-new-deployment")],
    expected: "unproven",
    rule: followed,
    at: "script",
  },
  {
    number: 81,
    way: "a command that is not known before the deployment",
    stack: [...shop(), run(notKnown)],
    twin: [...shop(), run("make build")],
    expected: "unproven",
    rule: followed,
    at: "script",
  },
  {
    number: 81,
    way: "a dynamic provider",
    stack: [...shop(), resource("pulumi-nodejs:dynamic:Resource", "dynamic", { __provider: "exports.create = run;" })],
    twin: shop(),
    expected: "unproven",
    rule: followed,
    at: "dynamic",
  },
];

export const otherFormWays: readonly Way[] = [
  ...nativeWays,
  ...cloudControlWays,
  ...templateWays,
  ...terraformWays,
  ...actuatorWays,
  ...runWays,
];
