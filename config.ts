import * as pulumi from "@pulumi/pulumi";
import { checkContainerImage } from "./components/containerImage";
import {
  Architecture,
  type ContainerImageArgs,
  type LoadBalancerArgs,
  NatGateways,
  type NetworkArgs,
  NetworkLayout,
  type ProxiedServiceArgs,
} from "./components/index";
import { refuse } from "./components/invalidArguments";
import { checkLoadBalancer } from "./components/loadBalancer";
import { checkNetwork, subnetsOf } from "./components/network";
import { checkProxiedService } from "./components/proxiedService";
import { planService, type RouteArgs } from "./components/servicePlan";
import { ConfigReader, type Entry } from "./configReader";
import type { Problem } from "./nginx";

/** What a stack's configuration says, in the shape that the components take. */
export interface StackConfig {
  name: string;
  network: NetworkArgs;
  loadBalancer: Omit<LoadBalancerArgs, "network"> & { idleSeconds: number };
  application: ContainerImageArgs;
  service: Pick<
    ProxiedServiceArgs,
    "proxy" | "cpu" | "memory" | "architecture" | "desiredCount" | "logDays" | "forceDelete"
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
  const network = {
    cidrBlock: reader.string("cidrBlock", "10.0.0.0/16"),
    zones: reader.integer("zones", 2),
    layout: reader.oneOf("networkLayout", Object.values(NetworkLayout), NetworkLayout.Public),
    natGateways: reader.oneOf("natGateways", Object.values(NatGateways), NatGateways.One),
  };
  return {
    name,
    network,
    loadBalancer: {
      ...readEdge(reader),
      idleSeconds: reader.integer("idleSeconds", 60),
      accessLogDays: reader.integer("accessLogDays", 90),
      forceDelete,
    },
    application: { context: reader.string("applicationContext", "app"), architecture, forceDelete },
    service: {
      cpu: reader.integer("cpu", 256),
      memory: reader.integer("memory", 512),
      architecture,
      desiredCount: reader.integer("desiredCount", 2),
      logDays: reader.integer("logDays", 30),
      forceDelete,
      application: {
        port: reader.integer("applicationPort", 3000),
        health: { command: reader.list("applicationHealthCommand", usualHealthCommand, wordEntry) },
        environment: reader.texts("applicationEnvironment"),
      },
      proxy: {
        routes: reader.list("routes", [], routeEntry),
        healthPath: reader.string("healthPath", "/"),
        port: reader.integer("proxyPort", 8080),
        keepAliveSeconds: reader.integer("proxyKeepAliveSeconds", 75),
        bodyLimitBytes: reader.integer("bodyLimitBytes", 1048576),
      },
    },
  };
}

function readEdge(reader: ConfigReader): Pick<LoadBalancerArgs, "certificateArn" | "domain"> {
  const certificateArn = reader.string("certificateArn", "");
  const name = reader.string("domain", "");
  const zoneId = reader.string("zoneId", "");
  if ((name === "") !== (zoneId === "")) {
    const missing = name === "" ? "domain" : "zoneId";
    reader.report(missing, "nothing", "domain and zoneId together, or neither", `set ${missing}, or remove the other`);
  }
  return {
    ...(certificateArn === "" ? {} : { certificateArn }),
    ...(name === "" || zoneId === "" ? {} : { domain: { name, zoneId } }),
  };
}

/** The sample application's own; another one says how it is asked. */
const usualHealthCommand = ["CMD", "node", "dist/health.js"];

const wordEntry: Entry<string> = {
  parse: (value) => (typeof value === "string" ? value : undefined),
  legal: "a text",
  fix: "quote it",
};

const routeEntry: Entry<RouteArgs> = {
  parse: asRoute,
  legal: "path (text) and methods (a list of names), nothing else",
  fix: "write {path: /api/users/:id, methods: [GET]}",
};

function asRoute(value: unknown): RouteArgs | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { path, methods, ...rest } = value as Record<string, unknown>;
  const isRoute =
    typeof path === "string" &&
    Array.isArray(methods) &&
    methods.every((method) => typeof method === "string") &&
    Object.keys(rest).length === 0;
  return isRoute ? { path, methods } : undefined;
}

/** What the components would refuse one after the other, asked together. */
function checkTogether({ name, network, loadBalancer, application, service }: StackConfig): Problem[] {
  const networkProblems = checkNetwork("network", network);
  // A block that cannot be cut has no subnets; that is said once, and the rest is judged with the default's.
  const { public: cidrs } = subnetsOf(networkProblems.length === 0 ? network : {});
  const plan = planService(service, { idleSeconds: loadBalancer.idleSeconds, cidrs });
  const scope = { project: pulumi.getProject(), stack: pulumi.getStack() };
  const environment = Object.keys(service.application.environment);
  const problems = [
    ...networkProblems,
    ...checkLoadBalancer("loadBalancer", loadBalancer),
    ...checkContainerImage("image", application),
    ...checkProxiedService("service", name, { scope, plan, environment }),
  ];
  return problems.map((problem) => ({ ...problem, where: keyOf(problem.where) }));
}

/** Where the configuration says what a component's argument is made from. The first beginning that fits counts. */
const keys: [argument: string, key: string][] = [
  ["network.layout", "networkLayout"],
  ["network.", ""],
  ["loadBalancer.domain.name", "domain"],
  ["loadBalancer.domain.", ""],
  ["loadBalancer.", ""],
  ["image.architecture", "architecture"],
  ["image.", "applicationContext: its "],
  ["service.proxy.port", "proxyPort"],
  ["service.proxy.keepAliveSeconds", "proxyKeepAliveSeconds"],
  ["service.proxy.", ""],
  ["service.application.port", "applicationPort"],
  ["service.application.health.command", "applicationHealthCommand"],
  ["service.application.environment", "applicationEnvironment"],
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
