import * as pulumi from "@pulumi/pulumi";
import { checkProxiedService } from "./components/checkServiceArguments";
import { checkContainerImage } from "./components/containerImage";
import { checkEdge, edgeFacts } from "./components/edges/createEdge";
import { planEdge } from "./components/edges/edgePlan";
import {
  Architecture,
  type ContainerImageArgs,
  type EdgeSettings,
  FlowTraffic,
  type NetworkArgs,
  NetworkLayout,
  type ProxiedServiceArgs,
} from "./components/index";
import { refuse } from "./components/invalidArguments";
import { checkNetwork, subnetsOf } from "./components/network";
import type { SiteArgs } from "./components/proxy/routeArgs";
import { planService } from "./components/servicePlan";
import { readEdge } from "./configEdge";
import { ConfigReader, type Entry } from "./configReader";
import { readRelease } from "./configRelease";
import type { Problem } from "./nginx";

/** What a stack's configuration says, in the shape that the components take. */
export interface StackConfig {
  name: string;
  network: NetworkArgs;
  edge: EdgeSettings;
  application: ContainerImageArgs;
  service: Pick<
    ProxiedServiceArgs,
    "proxy" | "cpu" | "memory" | "architecture" | "logDays" | "forceDelete" | keyof ReturnType<typeof readRelease>
  > & {
    application: { port: number; health: { command: string[] }; environment: Record<string, string> };
  };
}

/**
 * Reads the stack's configuration, the only place that does.
 *
 * @throws InvalidArguments with every problem at once, before any resource: unknown keys, wrong types, and all that the
 * components would refuse later.
 */
export function readConfig(): StackConfig {
  const reader = new ConfigReader(pulumi.getProject());
  const config = assemble(reader);
  refuse([...reader.finish(), ...checkTogether(config)]);
  return config;
}

function assemble(reader: ConfigReader): StackConfig {
  const forceDelete = reader.boolean("disposable", false);
  const architecture = reader.oneOf("architecture", Object.values(Architecture), Architecture.X86_64);
  const name = reader.string("name", "web");
  const logDays = reader.integer("logDays", 30);
  return {
    name,
    network: readNetwork(reader, logDays),
    edge: readEdge(reader, forceDelete),
    application: { context: reader.string("applicationContext", "app"), architecture, forceDelete },
    service: {
      cpu: reader.integer("cpu", 256),
      memory: reader.integer("memory", 512),
      architecture,
      ...readRelease(reader),
      logDays,
      forceDelete,
      application: {
        port: reader.integer("applicationPort", 3000),
        health: { command: reader.list("applicationHealthCommand", usualHealthCommand, wordEntry) },
        environment: reader.texts("applicationEnvironment"),
      },
      proxy: {
        sites: reader.list("sites", [], siteEntry),
        healthPath: reader.string("healthPath", "/"),
        port: reader.integer("proxyPort", 8080),
        keepAliveSeconds: reader.integer("proxyKeepAliveSeconds", 75),
        bodyLimitBytes: reader.integer("bodyLimitBytes", 1048576),
      },
    },
  };
}

function readNetwork(reader: ConfigReader, logDays: number): NetworkArgs {
  const zones = reader.integer("zones", usualZones);
  const availabilityZones = reader.list("availabilityZones", [], wordEntry);
  if (availabilityZones.length > 0 && zones !== usualZones && zones !== availabilityZones.length) {
    reader.report("zones", String(zones), "what availabilityZones names", "remove one of the two keys");
  }
  const traffic = reader.oneOf("flowLogs", ["none", ...Object.values(FlowTraffic)], "none");
  return {
    cidrBlock: reader.string("cidrBlock", "10.0.0.0/16"),
    ...(availabilityZones.length > 0 ? { availabilityZones } : { zones }),
    layout: reader.oneOf("networkLayout", Object.values(NetworkLayout), NetworkLayout.Public),
    endpoints: reader.list("networkEndpoints", [], wordEntry),
    ...(traffic === "none" ? {} : { flowLogs: { days: logDays, traffic } }),
  };
}

/** What Pulumi hands over when nobody says a number of zones: it is not held against their names. */
const usualZones = 2;

/** The sample application's own; another one says how it is asked. */
const usualHealthCommand = ["CMD", "node", "dist/health.js"];

const wordEntry: Entry<string> = {
  parse: (value) => (typeof value === "string" ? value : undefined),
  legal: "a text",
  fix: "quote it",
};

/** What is in it, the proxy's own check judges. */
const siteEntry: Entry<SiteArgs> = {
  parse: (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? (value as SiteArgs) : undefined,
  legal: "hosts (a list of names, or none) and routes (a list)",
  fix: "write {routes: [{path: /api/users/:id, methods: [GET]}]}",
};

/** What the components would refuse one after the other, asked together. */
function checkTogether({ name, network, edge, application, service }: StackConfig): Problem[] {
  const scope = { project: pulumi.getProject(), stack: pulumi.getStack() };
  const networkProblems = checkNetwork("network", network, { name, scope });
  // A block that cannot be cut has no subnets; that is said once, and the rest is judged with the default's.
  const { public: cidrs } = subnetsOf(networkProblems.length === 0 ? network : {});
  const plan = planService(service, planEdge(edgeFacts(edge, cidrs)));
  const environment = Object.keys(service.application.environment);
  const problems = [
    ...networkProblems,
    ...checkEdge("edge", edge),
    ...checkContainerImage("image", application),
    ...checkProxiedService("service", name, { scope, plan, environment }),
  ];
  const found = problems.map((problem) => ({ ...problem, where: keyOf(problem.where) }));
  // One key can become the argument of two components, which both refuse it.
  return found.filter(({ where }, index) => found.findIndex((each) => each.where === where) === index);
}

/** Where the configuration says what a component's argument is made from. The first beginning that fits counts. */
const keys: [argument: string, key: string][] = [
  ["network.layout", "networkLayout"],
  ["network.endpoints", "networkEndpoints"],
  ["network.flowLogs.days", "logDays"],
  ["network.", ""],
  ["network", "name"],
  ["edge.domain.name", "domain"],
  ["edge.domain.", ""],
  ["edge.", ""],
  ["image.architecture", "architecture"],
  ["image.", "applicationContext: its "],
  ["service.proxy.port", "proxyPort"],
  ["service.proxy.keepAliveSeconds", "proxyKeepAliveSeconds"],
  ["service.proxy.", ""],
  ["service.application.port", "applicationPort"],
  ["service.application.health.command", "applicationHealthCommand"],
  ["service.application.environment", "applicationEnvironment"],
  ["service.deployment.kind", "deployment"],
  ["service.deployment.testListener.port", "testPort"],
  ["service.deployment.testListener.cidrs", "testCidrs"],
  ["service.deployment.testListener", "testCidrs"],
  ["service.scaling.minimum", "fewestTasks"],
  ["service.scaling.maximum", "mostTasks"],
  ["service.scaling.cpuPercent", "targetCpuPercent"],
  ["service.alarms.topicArns", "alarmTopics"],
  ["service.", ""],
  ["service", "name"],
];

/** The key that a user has to look at, instead of the argument that it became. */
function keyOf(where: string): string {
  const found = keys.find(([argument]) => where.startsWith(argument));
  if (found === undefined) return where;
  const [argument, key] = found;
  return `${pulumi.getProject()}:${key}${where.slice(argument.length)}`;
}
