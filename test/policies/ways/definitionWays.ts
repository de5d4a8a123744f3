import * as make from "../shop";
import { change, shop } from "../shop";
import { id } from "../stack";
import type { Way } from "./row";

const reaches = "load-balancer-reaches-only-the-proxy";
const starts = "proxy-starts-after-a-healthy-application";

const defined = (...containers: object[]) => text(JSON.stringify(containers));
const text = (containerDefinitions: string) => change(shop(), "web-task", { containerDefinitions });

const mapped = (container: object, mapping: object) => ({ ...container, portMappings: [mapping] });

/** The containers, with the mappings of the application as JSON text. */
const applicationSays = (members: string) => {
  const application = JSON.stringify(make.app);
  return text(`[${JSON.stringify(make.nginx)},${application.slice(0, -1)},${members}}]`);
};

const metrics = mapped({ name: "metrics", image: "shop/metrics:1", essential: false }, { containerPort: 9090 });
const scraped = make.ingress("scraped", "task-group", {
  fromPort: 9090,
  toPort: 9090,
  referencedSecurityGroupId: id("monitoring"),
});

const waits = (condition: string) => ({ ...make.nginx, dependsOn: [{ containerName: "app", condition }] });
const { healthCheck: _, ...unchecked } = make.app;

const row = (number: number, way: string, more: Omit<Way, "number" | "way" | "at"> & { at?: string }): Way => ({
  number,
  way,
  at: "web-task",
  ...more,
});
const violation = (rule: string) => ({ expected: "violation", rule }) as const;
const unproven = (rule: string) => ({ expected: "unproven", rule }) as const;

/** Ways 33 to 35, 38, 40, 41 and 50: what a task definition says. */
export const definitionWays: readonly Way[] = [
  row(33, "a range of the application's ports covers the proxy's", {
    stack: defined(make.nginx, mapped(make.app, { containerPortRange: "8000-8100" })),
    twin: defined(make.nginx, mapped(make.app, { containerPortRange: "3000-3010" })),
    ...violation(reaches),
    at: "web-service",
  }),
  row(33, "the registered port of the proxy is mapped for udp only", {
    stack: defined(mapped(make.nginx, { containerPort: 8080, protocol: "UDP" }), make.app),
    twin: defined(mapped(make.nginx, { containerPort: 8080, protocol: "TCP" }), make.app),
    ...violation(reaches),
    at: "web-service",
  }),
  row(34, "the application maps the proxy's port under a key of another spelling", {
    stack: applicationSays('"PortMapping\u017f":[{"ContainerPort":8080}]'),
    twin: applicationSays('"PortMapping\u017f":[{"ContainerPort":3000}]'),
    ...violation(reaches),
    at: "web-service",
  }),
  row(34, "the application's mappings are given twice", {
    stack: applicationSays('"portMappings":[{"containerPort":8080}],"portMappings":[{"containerPort":3000}]'),
    twin: applicationSays('"portMappings":[{"containerPort":3000}]'),
    ...unproven(reaches),
  }),
  row(35, "the task definition is not part of the stack", {
    stack: change(shop(), "web-service", {
      taskDefinition: "arn:aws:ecs:eu-west-1:123456789012:task-definition/elsewhere:3",
    }),
    twin: shop(),
    ...unproven(reaches),
    at: "web-service",
  }),
  row(38, "the task goes on without its proxy", {
    stack: defined({ ...make.nginx, essential: false }, make.app),
    twin: defined({ ...make.nginx, essential: true }, make.app),
    ...violation(starts),
  }),
  row(38, "the proxy does not wait until the application is healthy", {
    stack: defined(waits("START"), make.app),
    twin: defined(waits("HEALTHY"), make.app),
    ...violation(starts),
  }),
  row(38, "the proxy waits for the health of an application without a health check", {
    stack: defined(make.nginx, unchecked),
    twin: shop(),
    ...violation(starts),
  }),
  row(40, "a sidecar's port is open", {
    stack: [...defined(make.nginx, make.app, metrics), make.group("monitoring"), scraped],
    twin: [...defined(make.nginx, make.app, metrics), make.group("monitoring")],
    ...violation("application-port-admits-nobody"),
    at: "scraped",
  }),
  row(41, "App Mesh intercepts what comes to the task", {
    stack: change(shop(), "web-task", {
      proxyConfiguration: { containerName: "envoy", properties: { AppPorts: "8080", IgnoredGID: "1337" } },
    }),
    twin: shop(),
    ...unproven("every-door-is-followed"),
  }),
  row(50, "a container of the proxy's name runs another image", {
    stack: defined({ ...make.nginx, image: "shop/app:1" }, make.app),
    twin: shop(),
    configuration: { proxyImages: ["shop/nginx:*"] },
    ...violation("proxy-is-the-one-declared"),
  }),
];
