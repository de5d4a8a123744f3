import type { ClientAddress } from "../../nginx";
import { clientAddressOf } from "./clientAddress";
import { mostInboundRules } from "./clients";
import type { EdgeFacts, EdgeKind } from "./edgeKind";

/** What an edge decides for the proxy behind it. */
export interface EdgePlan {
  kind: EdgeKind;
  idleSeconds: number;
  /** The longest that an answer may take: the edge's own limit, or its idle time-out. */
  answerSeconds: number;
  clientAddress: ClientAddress;
  /** Inbound IPv4 rules that the load balancer's security group has room for. */
  freeRules: number;
}

/**
 * Inbound rules where nobody says how many: one for everyone, for the API's link, or for CloudFront's list of addresses, which
 * counts as 55 (CloudFront developer guide, "Use the CloudFront managed prefix list").
 */
const usualRules: Record<EdgeKind, number> = { alb: 1, nlb: 1, api: 1, cdn: 55 };

/** Draws from an edge's facts what the service behind it is made with. */
export function planEdge(facts: EdgeFacts): EdgePlan {
  const { kind, idleSeconds, answerSeconds, inboundRules } = facts;
  return {
    kind,
    idleSeconds,
    answerSeconds: Math.min(idleSeconds, answerSeconds ?? idleSeconds),
    clientAddress: clientAddressOf(facts),
    freeRules: mostInboundRules - (inboundRules ?? usualRules[kind]),
  };
}
