import { defaultProxySettings, type Method, type PortUpstream, type ProxySettings } from "../nginx";

/** One request shape that reaches the application. */
export interface RouteArgs {
  /** Path template: literal segments and `:name` segments, each exactly one segment, such as `/api/users/:id`. */
  path: string;
  /** Methods let through; GET lets HEAD through too. Everything else is answered 405 by the proxy. */
  methods: string[];
}

/** What the proxy lets through, and how long it waits. All plain: nginx.conf is part of the image whose tag is its hash. */
export interface ProxyArgs {
  /** What reaches the application; everything else is answered 404 by the proxy. */
  routes: RouteArgs[];
  /**
   * Path that the proxy answers itself for the load balancer's health check. A change reaches the check before the new tasks:
   * let both paths answer for one deployment. @default "/"
   */
  healthPath?: string;
  /** Port of the proxy, 1024 to 65535. A change closes the old port before the new tasks are there. @default 8080 */
  port?: number;
  /** Seconds an idle connection of the load balancer is kept; above the load balancer's own idle time-out. @default 75 */
  keepAliveSeconds?: number;
  /** Seconds to wait for the application's answer; below the load balancer's idle time-out. @default that minus 5 */
  readSeconds?: number;
  /** Largest request body in bytes. @default 1048576 (1 MiB) */
  bodyLimitBytes?: number;
  /** Seconds between SIGQUIT and SIGKILL, 2 to 120. Requests in flight get 5 seconds less. @default 30 */
  stopSeconds?: number;
}

/** How ECS tells that the application's container is well. Numbers: ECS API reference, HealthCheck. */
export interface ContainerHealthArgs {
  /** Command that ends with 0 when the application answers, such as `["CMD", "node", "dist/health.js"]`. */
  command: string[];
  /** Seconds between checks, 5 to 300. @default 10 */
  intervalSeconds?: number;
  /** Seconds a check may take, 2 to 60. @default 5 */
  timeoutSeconds?: number;
  /** Failures in a row that make it unhealthy, 1 to 10. @default 3 */
  retries?: number;
  /** Seconds at the start during which failures do not count, 0 to 300. @default 10 */
  startSeconds?: number;
}

/** How the load balancer tells that the proxy is well. Numbers: ELBv2 API reference, CreateTargetGroup. */
export interface TargetHealthArgs {
  /** Seconds between checks, 5 to 300. @default 6 */
  intervalSeconds?: number;
  /** Seconds a check may take, 2 to 120, less than the interval. @default 5 */
  timeoutSeconds?: number;
  /** Successes in a row that make a target healthy, 2 to 10. @default 2 */
  healthyCount?: number;
  /** Failures in a row that make it unhealthy, 2 to 10. @default 10 */
  unhealthyCount?: number;
}

/** How a new revision replaces the old one. */
export interface RolloutArgs {
  /** Tasks that stay in service during a deployment, percent of the desired count, 0 to 100. @default 75 */
  minimumHealthyPercent?: number;
  /** Tasks that may run during a deployment, percent of the desired count, 100 to 200 or more. @default 200 */
  maximumPercent?: number;
  /** Seconds in which a new task's failed checks do not count; at least until it can be healthy. @default 60 */
  graceSeconds?: number;
  /** Seconds that a leaving target gets for its requests, 0 to 3600; at least `readSeconds`. @default `readSeconds` plus 5 */
  deregistrationSeconds?: number;
}

/** The plain part of a service's arguments: all that can be judged before anything exists. */
export interface ServiceSettings {
  proxy: ProxyArgs;
  application: ApplicationSettings;
  cpu?: number;
  memory?: number;
  desiredCount?: number;
  priority?: number;
  logDays?: number;
  targetHealth?: TargetHealthArgs;
  rollout?: RolloutArgs;
}

/** The plain part of an application's arguments. */
export interface ApplicationSettings {
  health: ContainerHealthArgs;
  port?: number;
  keepAliveSeconds?: number;
  stopSeconds?: number;
}

/** What the load balancer in front decides for the proxy. */
export interface Edge {
  idleSeconds: number;
  /** IPv4 blocks of its subnets. */
  cidrs: string[];
}

/** Every number of a service, said once; what nginx, target group, rule and container are made from. */
export interface ServicePlan {
  proxy: ProxySettings & { upstream: PortUpstream };
  proxyStopSeconds: number;
  application: { keepAliveSeconds: number; stopSeconds: number; health: Required<ContainerHealthArgs> };
  size: { cpu: number; memory: number };
  desiredCount: number;
  priority: number;
  logDays: number;
  targetHealth: Required<TargetHealthArgs>;
  rollout: Required<RolloutArgs>;
  edgeIdleSeconds: number;
}

/**
 * Seconds by which the inner of two time-outs is shorter, so that the side that can say what happened gives up first:
 * the proxy before the load balancer, nginx's drain before SIGKILL, the proxy's idle connections before the application's.
 */
export const margin = 5;

/** Longest drain of a target in seconds (ELBv2 API reference, TargetGroupAttribute): no request may take longer. */
const longestDrain = 3600;

/** Fills in the defaults; judges nothing, so that every problem can be reported together. */
export function planService(settings: ServiceSettings, edge: Edge): ServicePlan {
  const { proxy, application, rollout, targetHealth } = settings;
  const proxyStopSeconds = proxy.stopSeconds ?? 30;
  const readSeconds = proxy.readSeconds ?? Math.max(1, Math.min(edge.idleSeconds, longestDrain) - margin);
  const keepAliveSeconds = application.keepAliveSeconds ?? 65;
  const cpu = settings.cpu ?? 256;
  return {
    proxy: {
      ...defaultProxySettings,
      port: proxy.port ?? defaultProxySettings.port,
      health: { ...defaultProxySettings.health, path: proxy.healthPath ?? defaultProxySettings.health.path },
      upstream: {
        ...defaultProxySettings.upstream,
        port: application.port ?? defaultProxySettings.upstream.port,
        keepAliveSeconds: keepAliveSeconds - margin,
        readSeconds,
      },
      // What is not a method is found by the proxy's own check, with all other problems.
      routes: proxy.routes.map((route) => ({ path: route.path, methods: route.methods as Method[] })),
      clientAddress: { kind: "alb", subnets: edge.cidrs },
      keepAliveSeconds: proxy.keepAliveSeconds ?? defaultProxySettings.keepAliveSeconds,
      bodyLimitBytes: proxy.bodyLimitBytes ?? defaultProxySettings.bodyLimitBytes,
      shutdownSeconds: proxyStopSeconds - margin,
      workers: Math.max(1, Math.floor(cpu / 1024)),
    },
    proxyStopSeconds,
    application: {
      keepAliveSeconds,
      stopSeconds: application.stopSeconds ?? 30,
      health: { intervalSeconds: 10, timeoutSeconds: 5, retries: 3, startSeconds: 10, ...application.health },
    },
    size: { cpu, memory: settings.memory ?? 512 },
    desiredCount: settings.desiredCount ?? 2,
    priority: settings.priority ?? 100,
    logDays: settings.logDays ?? 30,
    targetHealth: { intervalSeconds: 6, timeoutSeconds: 5, healthyCount: 2, unhealthyCount: 10, ...targetHealth },
    rollout: {
      minimumHealthyPercent: 75,
      maximumPercent: 200,
      graceSeconds: 60,
      deregistrationSeconds: readSeconds + margin,
      ...rollout,
    },
    edgeIdleSeconds: edge.idleSeconds,
  };
}
