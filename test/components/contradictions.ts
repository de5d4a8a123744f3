import { checkServicePlan } from "../../components/checkServicePlan";
import { EdgeKind } from "../../components/edges/edgeKind";
import { planEdge } from "../../components/edges/edgePlan";
import { planService, type ServiceSettings } from "../../components/servicePlan";
import type { Problem } from "../../nginx";

/** Two settings that are each legal, and together are not. */
export interface Contradiction {
  /** The two, in the words of the arguments. */
  between: [string, string];
  settings: ServiceSettings;
  edge?: { kind?: EdgeKind; idleSeconds?: number };
}

const application = { health: { command: ["CMD", "true"] } };
const proxy = { sites: [{ routes: [{ path: "/x", methods: ["GET"] }] }] };
const sound: ServiceSettings = { proxy, application };
const inspection = { kind: "relay" as const, port: 9000, user: 1000, health: application.health };

const testers = (networks: number) => Array.from({ length: networks }, (_, n) => `203.0.113.${n}/32`);

/** One row for each pair that the components hold against each other. */
export const contradictions: Contradiction[] = [
  { between: ["proxy.keepAliveSeconds", "edge.idleSeconds"], settings: sound, edge: { idleSeconds: 120 } },
  {
    between: ["proxy.keepAliveSeconds", "edge.kind nlb"],
    settings: { ...sound, proxy: { ...proxy, keepAliveSeconds: 400 } },
    edge: { kind: EdgeKind.Nlb, idleSeconds: 350 },
  },
  { between: ["proxy.readSeconds", "edge.idleSeconds"], settings: { ...sound, proxy: { ...proxy, readSeconds: 60 } } },
  {
    between: ["sites[].routes[].readSeconds", "edge.idleSeconds"],
    settings: { ...sound, proxy: { sites: [{ routes: [{ path: "/x", methods: ["GET"], readSeconds: 90 }] }] } },
  },
  {
    between: ["rollout.deregistrationSeconds", "proxy.readSeconds"],
    settings: { ...sound, rollout: { deregistrationSeconds: 10 } },
  },
  {
    between: ["targetHealth.timeoutSeconds", "targetHealth.intervalSeconds"],
    settings: { ...sound, targetHealth: { timeoutSeconds: 6 } },
  },
  {
    between: ["rollout.graceSeconds", "application.health.startSeconds"],
    settings: { ...sound, rollout: { graceSeconds: 10 } },
  },
  { between: ["memory", "cpu"], settings: { ...sound, cpu: 256, memory: 4096 } },
  {
    between: ["memory", "the containers' sizes"],
    settings: { ...sound, proxySize: { memory: 256 }, application: { ...application, size: { memory: 300 } } },
  },
  {
    between: ["application.port", "proxy.port"],
    settings: { ...sound, application: { ...application, port: 8080 } },
  },
  {
    between: ["inspection.port", "application.port"],
    settings: { ...sound, inspection: { ...inspection, port: 3000 } },
  },
  {
    between: ["application.port", "application.listen"],
    settings: { ...sound, application: { ...application, listen: "socket", port: 3000 } },
  },
  {
    between: ["inspection", "compute.networkMode bridge"],
    settings: { ...sound, inspection, compute: { kind: "hosts", networkMode: "bridge" } },
  },
  {
    between: ["compute.spotWeight", "application.stopSeconds"],
    settings: { ...sound, compute: { spotWeight: 1 }, application: { ...application, stopSeconds: 100 } },
  },
  {
    between: ["proxy.compression.brotli", "proxy.baseImage"],
    settings: { ...sound, proxy: { ...proxy, compression: { brotli: { modules: "/usr/lib/nginx/modules" } } } },
  },
  {
    between: ["deployment.maximumPercent", "deployment.minimumHealthyPercent"],
    settings: { ...sound, deployment: { kind: "rolling", minimumHealthyPercent: 100, maximumPercent: 101 } },
  },
  {
    between: ["deployment.kind canary", "edge.kind nlb"],
    settings: { ...sound, deployment: { kind: "canary" }, alarms: { topicArns: [] } },
    edge: { kind: EdgeKind.Nlb, idleSeconds: 350 },
  },
  {
    between: ["deployment.kind canary", "alarms"],
    settings: { ...sound, deployment: { kind: "canary" } },
  },
  {
    between: ["scaling.minimum", "scaling.maximum"],
    settings: { ...sound, scaling: { minimum: 4, maximum: 3, cpuPercent: 60 } },
  },
  {
    between: ["desiredCount", "scaling"],
    settings: { ...sound, desiredCount: 1, scaling: { minimum: 2, maximum: 3, cpuPercent: 60 } },
  },
  {
    between: ["scaling.requestsPerTarget", "edge.kind nlb"],
    settings: { ...sound, scaling: { minimum: 2, maximum: 3, requestsPerTarget: 1000 } },
    edge: { kind: EdgeKind.Nlb, idleSeconds: 350 },
  },
  {
    between: ["volumes[].mounts[].path", "application.listen socket"],
    settings: {
      ...sound,
      application: { ...application, listen: "socket" },
      volumes: [{ kind: "scratch", name: "data", mounts: [{ container: "app", path: "/run/app" }] }],
    },
  },
  {
    between: ["volumes[].mounts[].path", "exec"],
    settings: {
      ...sound,
      exec: true,
      volumes: [{ kind: "scratch", name: "data", mounts: [{ container: "app", path: "/var/lib/amazon/ssm" }] }],
    },
  },
  {
    between: ["deployment.testListener.cidrs", "the edge's own inbound rules"],
    settings: {
      ...sound,
      alarms: { topicArns: [] },
      deployment: { kind: "canary", testListener: { port: 8443, cidrs: testers(6) } },
    },
    edge: { kind: EdgeKind.Cdn },
  },
  {
    between: ["health path", "sites[].routes[].path"],
    settings: { ...sound, proxy: { sites: [{ routes: [{ path: "/", methods: ["GET"] }] }] } },
  },
];

/** What the components say of a pair; a NLB's idle time-out needs a shorter keep-alive, which is a row of its own. */
export function said({ settings, edge }: Contradiction): Problem[] {
  const subnets = ["10.0.0.0/17", "10.0.128.0/17"];
  const { kind = EdgeKind.Alb, idleSeconds = 60 } = edge ?? {};
  return checkServicePlan("service", planService(settings, planEdge({ kind, idleSeconds, subnets })));
}
