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

/** Longest name that a component may be given: what is left of 32 characters for its load balancer or target group. */
export const componentNameLimit = balancerNameLimit - autonameSuffix;

/**
 * Checks the logical name of a component that names a load balancer or target group after itself.
 * Legal: 1 to 24 lower-case letters, digits and single hyphens, beginning with a letter, and not `internal`, which ELB
 * keeps for itself (ELBv2 API, CreateLoadBalancer).
 */
export function checkComponentName(where: string, name: string): Problem[] {
  const legal = `1 to ${componentNameLimit} lower-case letters, digits and hyphens, beginning with a letter but not with internal, without a hyphen at the end`;
  const ok = name.length <= componentNameLimit && /^(?!internal(?:-|$))[a-z](?:-?[a-z0-9])*$/.test(name);
  if (ok) return [];
  const fix =
    name.length > componentNameLimit
      ? `shorten it by ${name.length - componentNameLimit} (AWS allows ${balancerNameLimit} for a target group, of which Pulumi's suffix takes ${autonameSuffix})`
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

/** What IAM roles, log groups, ECR repositories and ECS task families all allow in a part of a name. */
const scopePart = /^[a-zA-Z0-9]+(?:[_-][a-zA-Z0-9]+)*$/;

/** Checks the names that are built from project, stack and component name, which a user does not see being built. */
export function checkScopedNames(where: string, scope: Scope, name: string): Problem[] {
  const problems = Object.entries({ ...scope, name })
    .filter(([, part]) => !scopePart.test(part))
    .map(([what, part]) => ({
      where: what === "name" ? where : `the ${what}'s name`,
      given: JSON.stringify(part),
      legal:
        "letters and digits, with single hyphens or underscores between them (ECR repositories, ECS task families)",
      fix: "rename it",
    }));
  const longest = roleName(scope, name, "execution");
  if (longest.length > roleNameLimit) {
    problems.push({
      where,
      given: `${longest} (${longest.length} characters)`,
      legal: `a role name of at most ${roleNameLimit} characters`,
      fix: `shorten the project, stack or component name by ${longest.length - roleNameLimit}`,
    });
  }
  return problems;
}
