/** A change to index.ts that opens a way past the proxy, and what the preview has to say about it. */
export interface WayPast {
  what: string;
  /** Text that is added at the end of the program. */
  appended?: string;
  /** Options of `ProxiedService`, such as a transformation of its children. */
  options?: string;
  /** The way as the message shows it. */
  way: RegExp;
  /** The one line of fix. */
  fix: RegExp;
}

const rule = (port: string): string => `
new aws.vpc.SecurityGroupIngressRule("hole", {
  securityGroupId: service.securityGroupId,
  ipProtocol: "tcp",
  fromPort: ${port},
  toPort: ${port},
  cidrIpv4: "0.0.0.0/0",
});
`;

/** The older `transformations` run in the program and keep what a value depends on; `transforms` lose it on the way. */
const changeService = (kind: "transforms" | "transformations", change: string): string => `{
  ${kind}: [({ type, props, opts }) => (type === "aws:ecs/service:Service" ? { props: { ...props, ${change} }, opts } : undefined)],
}`;

const secondGroup =
  "networkConfiguration: { ...props.networkConfiguration, securityGroups: [...props.networkConfiguration.securityGroups, wide.id] }";

export const waysPast: WayPast[] = [
  {
    what: "an ingress rule that opens 3000 to the world",
    appended: rule("3000"),
    way: /internet → public address of web → app:3000/,
    fix: /^Fix: Remove this rule/m,
  },
  {
    what: "the same with a port that is unknown at preview",
    appended: rule("cluster.arn.apply(() => 3000)"),
    way: /internet → public address of web → a port not known yet/,
    fix: /^Fix: Remove this rule/m,
  },
  {
    what: "a target group pointed at the application's container",
    options: changeService(
      "transforms",
      'loadBalancers: [{ ...props.loadBalancers[0], containerName: "app", containerPort: 3000 }]',
    ),
    way: /internet → load balancer web .*→ app:3000/,
    fix: /^Fix: .*nginx/m,
  },
  {
    what: "a public address on the tasks with the proxy's own port open to the world",
    appended: rule("8080"),
    way: /internet → public address of web → nginx:8080/,
    fix: /^Fix: Remove this rule: only the load balancer's security group/m,
  },
  {
    what: "a second security group with everything open",
    options: changeService("transformations", secondGroup),
    way: /internet → public address of web → app \(all ports\)/,
    fix: /^Fix: Remove this rule/m,
  },
  {
    what: "a second security group of which the engine does not say where it comes from",
    options: changeService("transforms", secondGroup),
    way: /internet → security group not known before the deployment → any port of web/,
    fix: /^Fix: Give service web a security group that this stack makes/m,
  },
];

/** The program with the change in it, to be run from a folder two levels below the project. */
export function changedProgram(program: string, { appended = "", options }: WayPast): string {
  const wide = `
const wide = new aws.ec2.SecurityGroup("wide", {
  vpcId: network.vpcId,
  ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
`;
  const needsWide = options?.includes("wide.id") ?? false;
  return program
    .replaceAll('from "./', 'from "../../')
    .replace("\nconst service", `${needsWide ? wide : ""}\nconst service`)
    .replace(
      /(application: \{ image[^\n]*\n\})\);/,
      (_, head) => `${head}${options === undefined ? "" : `, ${options}`});`,
    )
    .replace("import {", 'import * as aws from "@pulumi/aws";\nimport {')
    .concat(appended);
}
