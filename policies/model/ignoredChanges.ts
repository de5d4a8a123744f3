import { isKnown, property } from "../values/value";
import type { Kind } from "./kinds";
import type { Edge } from "./nodes";
import { type Resource, read } from "./resource";

/** A property whose declared value is not what the engine deploys. */
export interface IgnoredChange {
  edge: Edge;
  kind: Kind;
  /** As the program names it: "ingress[0].cidrBlocks". */
  path: string;
  /**
   * Who changes it instead: anyone; deployments outside of Pulumi, for which such a program is written; or a deployment
   * controller that the service names, which leaves the program no choice.
   */
  by: "anyone" | "deployments" | "controller";
}

/** Paths by kind of node. What is not listed opens no way: counts, tags, names, health checks. */
const decisive: Partial<Record<Kind, readonly string[]>> = {
  securityGroup: ["ingress"],
  securityGroupRule: [
    ...["cidrBlocks", "cidrIpv4", "cidrIpv6", "fromPort", "ipProtocol", "ipv6CidrBlocks", "prefixListId"],
    ...["prefixListIds", "protocol", "referencedSecurityGroupId", "securityGroupId", "self", "sourceSecurityGroupId"],
    ...["toPort", "type"],
  ],
  prefixList: ["entries"],
  prefixListEntry: ["cidr", "prefixListId"],
  exclusiveRules: ["ingressRuleIds", "securityGroupId"],
  service: [
    ...["networkConfiguration.assignPublicIp", "networkConfiguration.securityGroups", "serviceConnectConfiguration"],
    ...["serviceRegistries", "vpcLatticeConfigurations"],
  ],
  loadBalancer: ["internal", "securityGroups", "listeners"],
  taskDefinition: ["containerDefinitions", "ipcMode", "networkMode", "pidMode", "proxyConfiguration"],
};

const changedByDeployments: Partial<Record<Kind, readonly string[]>> = {
  service: ["taskDefinition", "loadBalancers"],
  listener: ["defaultActions"],
  listenerRule: ["actions"],
};

/** The properties of a resource that decide about a way and that `ignoreChanges` covers, in their order. */
export function ignoredChanges(resource: Resource, kind: Kind): IgnoredChange[] {
  return (resource.ignoreChanges ?? []).flatMap((path) => {
    const by = changedBy(resource, kind, path);
    if (by === undefined || declaresNoRules(resource, kind)) return [];
    return [{ edge: { urn: resource.urn, part: `ignoreChanges ${path}` }, kind, path, by }];
  });
}

function changedBy(resource: Resource, kind: Kind, path: string): IgnoredChange["by"] | undefined {
  const covers = (paths: readonly string[] = []) => paths.some((each) => overlap(each, path));
  if (covers(decisive[kind])) return "anyone";
  if (!covers(changedByDeployments[kind])) return undefined;
  const controller = property(read(resource, "deploymentController"), "type");
  return isKnown(controller, "CODE_DEPLOY") || isKnown(controller, "EXTERNAL") ? "controller" : "deployments";
}

/** A group whose rules are resources of their own declares no list, so there is none whose changes could be ignored. */
function declaresNoRules(resource: Resource, kind: Kind): boolean {
  const adopted = resource.type === "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
  return kind === "securityGroup" && !adopted && read(resource, "ingress").state === "absent";
}

/** Whether one path leads to the other, or into it; `*` stands for every property, and an index for all of its list. */
function overlap(one: string, other: string): boolean {
  const [a, b] = [keysOf(one), keysOf(other)];
  return (
    b.length > 0 && a.slice(0, b.length).every((key, index) => key === "*" || b[index] === "*" || key === b[index])
  );
}

/** The keys of a property path (`ingress[0].cidrBlocks`, `["ingress"][*]`), without the indexes of lists. */
function keysOf(path: string): string[] {
  const steps = path.match(/[^.[\]"]+/g) ?? [];
  return steps.filter((step, index) => index === 0 || !/^(\d+|\*)$/.test(step));
}
