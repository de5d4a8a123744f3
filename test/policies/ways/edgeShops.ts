import * as make from "../shop";
import { change, shop } from "../shop";
import { arn, type Declared, id, resource } from "../stack";

/** Stacks on which the ways over load balancers, and over what stands before them, are built. */

export const application = { ...make.app, portMappings: [{ containerPort: 3000 }] };

export const registered = (containerName: string, containerPort: number, targets: string) => ({
  containerName,
  containerPort,
  targetGroupArn: arn(targets),
});

/** The shop behind an internal load balancer: nothing of it is reached from the internet until something opens a way. */
export const innerShop = (): Declared[] => change(shop(), "web", { internal: true });

/** The same without a proxy, which is in order as long as nothing opens a way. */
export function nakedShop(): Declared[] {
  const stack = change(innerShop(), "web-task", { containerDefinitions: JSON.stringify([application]) });
  return change(stack, "web-service", { loadBalancers: [registered("app", 3000, "web-targets")] });
}

/** A second service, `admin`, in a target group of its own that nothing forwards to yet. */
export function withAdmin(containers: readonly object[], container: string, port: number): Declared[] {
  return [
    ...shop(),
    make.targetGroup("admin-targets"),
    make.taskDefinition("admin-task", containers),
    make.group("admin-group"),
    make.ingress("admin-from-lb", "admin-group", {
      fromPort: port,
      toPort: port,
      referencedSecurityGroupId: id("lb-group"),
    }),
    make.service("admin-service", "admin-task", [registered(container, port, "admin-targets")], {
      securityGroups: [id("admin-group")],
    }),
  ];
}

/** The second service without a proxy, and with one. */
export const nakedAdmin = (): Declared[] => withAdmin([application], "app", 3000);
export const proxiedAdmin = (): Declared[] => withAdmin([make.nginx, make.app], "nginx", 8080);

export const rule = (name: string, actions: unknown): Declared =>
  resource("aws:lb/listenerRule:ListenerRule", name, {
    listenerArn: arn("web-http"),
    priority: 10,
    actions,
    conditions: [{ pathPattern: { values: ["/admin/*"] } }],
  });
