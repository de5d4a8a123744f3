import type { JudgedPreview } from "../../preview/previewStack";
import type { Finding, Report } from "../../preview/report";

const service = "urn:pulumi:dev::shop::aws:ecs/service:Service::web";

export const violation: Finding = {
  rule: "application-port-admits-nobody",
  verdict: "violation",
  level: "mandatory",
  urn: "urn:pulumi:dev::shop::aws:ec2/securityGroup:SecurityGroup$aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::all",
  way: ["internet", "public address of web", "app:3000"],
  summary: "The internet reaches app:3000.",
  fix: "Remove the rule.",
  message: "The internet reaches app:3000.\nFix: Remove the rule.",
};

/** A stack whose application can be reached through its proxy and past it. */
export const sampleReport: Report = {
  version: 1,
  phase: "preview",
  counts: { violations: 1, unproven: 0, notes: 0, waived: 0 },
  findings: [violation],
  notes: [],
  containers: [
    {
      service,
      task: "",
      container: "nginx",
      port: 8080,
      role: "proxy",
      ways: [{ hops: ["internet", "balancer", "nginx:8080"], state: "may" }],
    },
    {
      service,
      task: "",
      container: "app",
      port: 3000,
      role: "application",
      ways: [{ hops: ["internet", "public address of web", "app:3000"], state: "open" }],
    },
  ],
  graph: {
    nodes: [
      { id: "internet", kind: "internet", label: "internet" },
      { id: "balancer", kind: "load balancer", label: "balancer" },
      { id: "address", kind: "public address", label: "public address of web" },
      { id: `${service}#nginx`, kind: "container", label: "nginx:8080" },
      { id: `${service}#app`, kind: "container", label: "app:3000" },
    ],
    edges: [
      { from: "internet", to: "balancer", label: "", certainty: "may", throughProxy: false },
      { from: "internet", to: "address", label: "", certainty: "must", throughProxy: false },
      { from: "balancer", to: `${service}#nginx`, label: ":8080", certainty: "must", throughProxy: false },
      { from: "address", to: `${service}#app`, label: "", certainty: "must", throughProxy: false },
      { from: `${service}#nginx`, to: `${service}#app`, label: "", certainty: "must", throughProxy: true },
    ],
  },
};

export const samplePreview: JudgedPreview = {
  plan: {
    resources: [
      resource("", "pulumi:pulumi:Stack", "shop-dev"),
      resource("", "pulumi:providers:aws", "default"),
      resource("shop-dev", "gatehouse:index:Network", "web"),
      resource("web", "aws:ec2/vpc:Vpc", "vpc"),
      resource("web", "aws:ec2/subnet:Subnet", "public-2"),
      resource("web", "aws:ec2/subnet:Subnet", "public-1"),
      resource("shop-dev", "aws:ecs/cluster:Cluster", "cluster"),
    ],
  },
  notes: ["a limit of the stand-ins"],
  report: sampleReport,
  judgement: { exitCode: 1, unexplained: [] },
};

function resource(parent: string, type: string, name: string) {
  return { urn: name, type, name, parent, inputs: {}, propertyDependencies: {} };
}
