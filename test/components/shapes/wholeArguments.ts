import type {
  ClusterArgs,
  ContainerImageArgs,
  DistributionArgs,
  HttpApiArgs,
  LoadBalancerArgs,
  NetworkArgs,
  NetworkLoadBalancerArgs,
  ProxiedServiceArgs,
} from "../../../components/index";

const health = { command: ["CMD", "true"], intervalSeconds: 10, timeoutSeconds: 5, retries: 3, startSeconds: 10 };
const size = { cpu: 16, memory: 64, memoryReservation: 32 };
const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1";
const secret = { kind: "parameter" as const, arn: "arn:aws:ssm:us-east-1:123456789012:parameter/web/key" };
const image = { uri: "agent:1", digest: "sha256:1", repositoryArn: "arn:aws:ecr:us-east-1:123456789012:repository/a" };

const network = {
  vpcId: "vpc-1",
  loadBalancerSubnetIds: ["subnet-1", "subnet-2"],
  loadBalancerCidrs: ["10.0.0.0/20", "10.0.16.0/20"],
  loadBalancerIpv6: true,
  taskSubnetIds: ["subnet-3"],
  taskPublicAddress: false,
  endpoints: {
    securityGroupId: "sg-2",
    s3PrefixListId: "pl-1",
    services: ["ecr.api", "ecr.dkr", "logs", "ssm", "ssmmessages", "kms", "ecs", "ecs-agent", "ecs-telemetry"],
  },
};

const edge = {
  kind: "alb" as const,
  idleSeconds: 60,
  answerSeconds: 60,
  subnets: ["10.0.0.0/20"],
  loadBalancerArn: "balancer",
  securityGroupId: "sg-1",
  listenerArn: "listener",
  priorities: { from: 1, to: 9 },
  certificateArn,
  tlsPolicy: "tls12" as const,
  clientAddress: "preserve" as const,
};

const proxy = {
  sites: [{ hosts: ["a.example.com"], routes: [{ path: "/users/:id", methods: ["GET"] }] }],
  upstreams: {
    agent: { port: 9100, connectSeconds: 1, readSeconds: 20 },
    shop: { servers: [{ host: "shop.example.com", port: 443, weight: 1 }], hostHeader: "upstream", resolveSeconds: 9 },
  },
  healthPath: "/healthz",
  port: 8080,
  keepAliveSeconds: 75,
  readSeconds: 30,
  bodyLimitBytes: 1000,
  uriBytes: 4096,
  responseHeaders: { "X-Frame-Options": "DENY" },
  strictTransportSecurity: { seconds: 60, includeSubdomains: false },
  errorMessage: "Sorry.",
  compression: { types: ["text/css"], minimumBytes: 500, level: 4 },
  denied: { paths: ["wp-admin"], userAgents: ["sqlmap"] },
  stopSeconds: 30,
};

/** A service that says nearly everything that can be said, all of it right. */
export const service: ProxiedServiceArgs = {
  network,
  cluster: { arn: "cluster", sessions: { logGroupArn: "group", kmsKeyArn: "key" } },
  edge,
  application: {
    image,
    health,
    listen: "socket",
    size,
    keepAliveSeconds: 65,
    stopSeconds: 30,
    environment: { COLOUR: "blue" },
    secrets: { KEY: secret },
  },
  proxy,
  cpu: 1024,
  memory: 2048,
  architecture: "x86_64",
  rule: { priority: 5, hosts: ["a.example.com"], paths: ["/users/*"] },
  targetHealth: { intervalSeconds: 6, timeoutSeconds: 5, healthyCount: 2, unhealthyCount: 10 },
  rollout: { graceSeconds: 60, deregistrationSeconds: 40 },
  logDays: 30,
  forceDelete: false,
  compute: { kind: "fargate", onDemandBase: 1, onDemandWeight: 1, spotWeight: 0 },
  proxySize: size,
  logs: { kind: "cloudwatch", mode: "non-blocking", bufferMebibytes: 25 },
  exec: true,
  volumes: [{ kind: "scratch", name: "data", mounts: [{ container: "agent", path: "/data", readOnly: false }] }],
  ephemeralGibibytes: 30,
  sidecars: [
    {
      name: "agent",
      image,
      user: 1000,
      essential: true,
      command: ["agent"],
      health,
      size,
      stopSeconds: 30,
      writableRoot: false,
      environment: { LEVEL: "info" },
      secrets: { TOKEN: { ...secret } },
    },
  ],
  inspection: {
    kind: "decide",
    image,
    port: 9000,
    user: 1000,
    health,
    path: "/inspect",
    timeoutSeconds: 2,
    onFailure: "refuse",
    passHeaders: ["X-User"],
    size,
    stopSeconds: 30,
    environment: { MODE: "strict" },
    secrets: { TOKEN: { ...secret } },
  },
  deployment: {
    kind: "canary",
    bakeMinutes: 10,
    canaryPercent: 5,
    canaryMinutes: 10,
    testListener: { port: 8443, cidrs: ["203.0.113.0/24"] },
  },
  desiredCount: 2,
  scaling: {
    minimum: 2,
    maximum: 4,
    cpuPercent: 60,
    memoryPercent: 70,
    scaleInSeconds: 300,
    scaleOutSeconds: 60,
    schedules: [{ name: "night", schedule: "cron(0 22 * * ? *)", timezone: "UTC", minimum: 1, maximum: 2 }],
  },
  alarms: {
    topicArns: ["arn:aws:sns:us-east-1:123456789012:on-call"],
    errorPercent: 5,
    edgeErrors: 5,
    latencySeconds: 2,
    cpuPercent: 90,
    memoryPercent: 90,
    minutes: 3,
  },
  dashboard: true,
  logMetrics: true,
};

const domain = { name: "users.example.com", zoneId: "Z0123456789ABCDEFGHIJ" };
const firewall = { managedGroups: ["AWSManagedRulesCommonRuleSet" as const], ratePerFiveMinutes: 2000, logDays: 30 };
const kept = { idleSeconds: 60, accessLogDays: 90, deletionProtection: false, forceDelete: false };

export const loadBalancer: LoadBalancerArgs = {
  network,
  ...kept,
  domain,
  tlsPolicy: "tls13",
  internal: false,
  clients: ["203.0.113.0/24"],
  dualStack: true,
  firewall,
};

export const networkLoadBalancer: NetworkLoadBalancerArgs = {
  network,
  clients: ["203.0.113.0/24"],
  port: 443,
  certificateArn,
  tlsPolicy: "tls12",
  clientAddress: "preserve",
  idleSeconds: 350,
  crossZone: true,
  deletionProtection: false,
};

export const httpApi: HttpApiArgs = { network, ...kept, domain, ratePerSecond: 500, burst: 1000, logDays: 30 };
export const distribution: DistributionArgs = { network, ...kept, domain, firewall, originSeconds: 60 };

export const isolated: NetworkArgs = {
  cidrBlock: "10.0.0.0/16",
  availabilityZones: ["us-east-1a", "us-east-1b"],
  layout: "isolated",
  endpoints: ["ssm"],
  ipv6: false,
  flowLogs: { days: 30, traffic: "all" },
};

export const cluster: ClusterArgs = {
  containerInsights: "enabled",
  hosts: {
    network,
    architecture: "arm64",
    instanceType: "t4g.small",
    fewest: 1,
    most: 4,
    diskGibibytes: 30,
    lifetimeDays: 30,
    edges: [edge],
  },
  sessions: { days: 90, kmsKeyArn: "key" },
};

export const containerImage: ContainerImageArgs = {
  context: "app",
  dockerfile: "app/Dockerfile",
  buildArgs: { NODE_IMAGE: "node:1" },
  architecture: "x86_64",
  keepRevisions: 20,
  buildOnPreview: false,
  forceDelete: false,
};
