import type { Problem } from "../nginx";

/**
 * Characters that Pulumi's automatic naming adds to a logical name: a hyphen and seven hexadecimal digits
 * (`Pulumi.yaml` can change it; this is the default).
 */
const autonameSuffix = 8;

/** Longest name of a load balancer or target group: 32 characters (ELBv2 API, CreateLoadBalancer, CreateTargetGroup). */
const balancerNameLimit = 32;

/** Longest name of an IAM role: 64 characters (IAM API, CreateRole). */
const roleNameLimit = 64;

/** What a component appends to its name for the longest-named child that {@link balancerNameLimit} applies to. */
const longestBalancerChild = "-https";

/** Longest name that a component may be given: what is left of 32 characters for the children that ELBv2 names. */
export const componentNameLimit = balancerNameLimit - autonameSuffix - longestBalancerChild.length;

/**
 * Checks the logical name of a component whose children are a load balancer or target groups.
 * Legal: 1 to 18 lower-case letters, digits and single hyphens, beginning with a letter.
 */
export function checkComponentName(where: string, name: string): Problem[] {
  const legal = `1 to ${componentNameLimit} lower-case letters, digits and hyphens, beginning with a letter, without a hyphen at the end`;
  const ok = name.length <= componentNameLimit && /^[a-z](?:-?[a-z0-9])*$/.test(name);
  if (ok) return [];
  const fix =
    name.length > componentNameLimit
      ? `shorten it by ${name.length - componentNameLimit} (AWS allows ${balancerNameLimit} for a target group, of which Pulumi's suffix and "${longestBalancerChild}" take ${balancerNameLimit - componentNameLimit})`
      : "use a name such as web or users-api";
  return [{ where, given: JSON.stringify(name), legal, fix }];
}

/**
 * The physical name of a role: `<project>-<stack>-<name>-<purpose>`, known before anything exists, so that policies and
 * trust documents can name it. One account can hold many stacks and regions: the stack's name keeps them apart.
 */
export function roleName(scope: Scope, name: string, purpose: string): string {
  return `${scope.project}-${scope.stack}-${name}-${purpose}`;
}

/** The name of a container's log group: `/ecs/<project>/<stack>/<name>/<container>`. */
export function logGroupName(scope: Scope, name: string, container: string): string {
  return `/ecs/${scope.project}/${scope.stack}/${name}/${container}`;
}

/** The name of an ECR repository: `<project>/<stack>/<name>`, in lower case as ECR requires. */
export function repositoryName(scope: Scope, name: string): string {
  return `${scope.project}/${scope.stack}/${name}`.toLowerCase();
}

/** Where a program runs: it keeps the given names of two stacks in one account apart. */
export interface Scope {
  project: string;
  stack: string;
}

/** Checks the names that are built from project, stack and component name, which a user does not see being built. */
export function checkScopedNames(where: string, scope: Scope, name: string): Problem[] {
  const longest = roleName(scope, name, "execution");
  if (longest.length <= roleNameLimit) return [];
  return [
    {
      where,
      given: `${longest} (${longest.length} characters)`,
      legal: `a role name of at most ${roleNameLimit} characters`,
      fix: `shorten the project, stack or component name by ${longest.length - roleNameLimit}`,
    },
  ];
}
