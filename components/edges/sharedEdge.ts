import * as pulumi from "@pulumi/pulumi";
import { InvalidArguments, refuse } from "../invalidArguments";
import { checkEdgeRef } from "./checkEdge";
import { EdgeKind } from "./edgeKind";
import type { EdgeRef } from "./edgeRef";
import { checkTenants, type TenantArgs } from "./priorities";

/** An edge as its stack exports it, with the stacks that may add rules to it. */
export interface SharedEdge extends EdgeRef {
  /** Which priorities belong to which stack. */
  tenants: TenantArgs[];
}

/**
 * The fields of an edge that other stacks hang their services on: what a stack exports for `edgeOf`. Each of these stacks gets
 * priorities of its own, so that no two rules ever collide and one stack's deployment never waits for another's.
 *
 * @throws InvalidArguments when ranges overlap or are out of 1 to 49999, or the edge is a Network Load Balancer.
 * @example
 * export const shared = edgeFields(loadBalancer, [{ stack: "users/prod", from: 100, to: 199 }]);
 */
export function edgeFields(edge: EdgeRef, tenants: TenantArgs[]): SharedEdge {
  const where = "edgeFields";
  const network = {
    where: `${where}.kind`,
    given: edge.kind,
    legal: "an edge whose listener takes rules",
    fix: "give each service a Network Load Balancer of its own",
  };
  refuse([...(edge.kind === EdgeKind.Nlb ? [network] : []), ...checkTenants(where, tenants)]);
  const { kind, idleSeconds, answerSeconds, subnets, loadBalancerArn, securityGroupId, listenerArn } = edge;
  const { certificateArn, tlsPolicy, inboundRules } = edge;
  return {
    kind,
    idleSeconds,
    ...(answerSeconds === undefined ? {} : { answerSeconds }),
    subnets,
    loadBalancerArn,
    securityGroupId,
    ...(listenerArn === undefined ? {} : { listenerArn }),
    ...(certificateArn === undefined ? {} : { certificateArn }),
    ...(tlsPolicy === undefined ? {} : { tlsPolicy }),
    ...(inboundRules === undefined ? {} : { inboundRules }),
    tenants,
  };
}

/**
 * Reads an edge that another stack exports. It has to be awaited, and the other stack to be deployed: the load balancer's
 * subnets are in nginx.conf, and so in the name of an image that the first preview has to know. Call it once a program:
 * services find each other's rules by it.
 *
 * @throws InvalidArguments when the other stack has no such output, it is no edge, or this stack has no priorities there.
 * @example
 * const edge = await edgeOf(new pulumi.StackReference("acme/edge/prod"), "shared");
 * new ProxiedService("users", { edge, rule: { priority: 100, hosts: ["users.example.com"] }, … });
 */
export async function edgeOf(stack: pulumi.StackReference, output: string): Promise<EdgeRef> {
  const { value }: { value?: unknown } = await stack.getOutputDetails(output);
  const where = `the other stack's output "${output}"`;
  if (!isShared(value)) {
    const given = value === undefined || value === null ? "nothing in plain" : "something else";
    const fix = "export edgeFields(edge, tenants) there, and deploy that stack first";
    throw new InvalidArguments([{ where, given, legal: "an edge", fix }]);
  }
  const { tenants, ...edge } = value;
  const own = `${pulumi.getProject()}/${pulumi.getStack()}`;
  const tenant = tenants.find(({ stack: of }) => of === own);
  if (tenant === undefined) {
    const given = `priorities for ${tenants.map(({ stack: of }) => of).join(", ") || "no stack"}`;
    const fix = `add { stack: "${own}", from: …, to: … } there, and deploy that stack first`;
    throw new InvalidArguments([{ where, given, legal: `priorities for ${own}`, fix }]);
  }
  refuse(checkEdgeRef(where, edge));
  return { ...edge, priorities: { from: tenant.from, to: tenant.to } };
}

function isShared(value: unknown): value is SharedEdge {
  return typeof value === "object" && value !== null && "kind" in value && "tenants" in value && "subnets" in value;
}
