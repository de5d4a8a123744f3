import type { ClientAddress } from "../../nginx";
import { clientAddressOf } from "./clientAddress";
import type { EdgeFacts, EdgeKind } from "./edgeKind";

/** What an edge decides for the proxy behind it. */
export interface EdgePlan {
  kind: EdgeKind;
  idleSeconds: number;
  /** The longest that an answer may take: the edge's own limit, or its idle time-out. */
  answerSeconds: number;
  clientAddress: ClientAddress;
}

/** Draws from an edge's facts what the service behind it is made with. */
export function planEdge(facts: EdgeFacts): EdgePlan {
  const { kind, idleSeconds, answerSeconds } = facts;
  return {
    kind,
    idleSeconds,
    answerSeconds: Math.min(idleSeconds, answerSeconds ?? idleSeconds),
    clientAddress: clientAddressOf(facts),
  };
}
