import type { Problem } from "../../nginx";
import { checkChoice } from "../choice";
import { margin } from "../margin";
import { checkRanges } from "../range";
import { mostInboundRules } from "./clients";
import { ClientAddressMode, EdgeKind } from "./edgeKind";
import type { EdgePlan } from "./edgePlan";
import type { EdgeRef } from "./edgeRef";

/** Time-outs of the proxy that an edge has to fit, in seconds. */
interface ProxyTimes {
  keepAliveSeconds: number;
  readSeconds: number;
}

/** Who waits for the proxy's answer, in words. */
const waiting: Record<EdgeKind, string> = {
  alb: "the load balancer",
  nlb: "the load balancer",
  api: "the API",
  cdn: "CloudFront",
};

/** Time-outs between an edge and the proxy that are in the wrong order. */
export function checkEdgeTimes(where: string, edge: EdgePlan, times: ProxyTimes): Problem[] {
  return [...checkKeepAlive(where, edge, times), ...checkRead(where, edge, times)];
}

/**
 * A load balancer that reads requests uses its connections again: nginx must keep them longer, or closes one as a request
 * arrives. A Network Load Balancer passes on a client's own connection, and forgets an idle one without a word to either side:
 * nginx must have closed it before.
 */
function checkKeepAlive(where: string, edge: EdgePlan, { keepAliveSeconds }: ProxyTimes): Problem[] {
  const { kind, idleSeconds } = edge;
  const given = `${keepAliveSeconds}, with an idle time-out of ${idleSeconds} at the load balancer`;
  const at = `${where}.proxy.keepAliveSeconds`;
  if (kind === EdgeKind.Nlb) {
    if (keepAliveSeconds < idleSeconds) return [];
    const legal = `less than ${idleSeconds}, or the load balancer drops a connection that both sides still hold, and resets the next request`;
    return [{ where: at, given, legal, fix: `use ${idleSeconds - margin} here, or a longer idleSeconds` }];
  }
  if (keepAliveSeconds > idleSeconds) return [];
  return [
    {
      where: at,
      given,
      legal: `more than ${idleSeconds}, or the load balancer reuses a connection that nginx has just closed and answers 502`,
      fix: `use ${idleSeconds + margin} here, or less than ${keepAliveSeconds} as the load balancer's idleSeconds`,
    },
  ];
}

function checkRead(where: string, edge: EdgePlan, { readSeconds }: ProxyTimes): Problem[] {
  return checkReadTime(`${where}.proxy.readSeconds`, edge, readSeconds);
}

/** Whether the proxy gives up an answer before the edge does. */
export function checkReadTime(where: string, edge: EdgePlan, readSeconds: number): Problem[] {
  const { kind, idleSeconds, answerSeconds } = edge;
  if (readSeconds < answerSeconds) return [];
  const idle = answerSeconds === idleSeconds;
  const limit = idle
    ? `an idle time-out of ${idleSeconds} at the load balancer`
    : `${answerSeconds} seconds in which ${waiting[kind]} wants an answer`;
  const longer = idle ? "a longer idleSeconds" : "answer at once and let the client ask for the result";
  return [
    {
      where,
      given: `${readSeconds}, with ${limit}`,
      legal: `less than ${answerSeconds}, so that nginx gives the 504 and logs which upstream was slow`,
      fix: answerSeconds > margin ? `use ${answerSeconds - margin} here, or ${longer}` : `use ${longer}`,
    },
  ];
}

/** Problems of a reference that was written by hand, or in a language without these types: fields that its kind lacks. */
export function checkEdgeRef(where: string, edge: EdgeRef): Problem[] {
  const unknown = [
    ...checkChoice(`${where}.kind`, edge.kind, Object.values(EdgeKind)),
    ...checkChoice(
      `${where}.clientAddress`,
      edge.clientAddress ?? ClientAddressMode.Preserve,
      Object.values(ClientAddressMode),
    ),
  ];
  if (unknown.length > 0) return unknown;
  const network = edge.kind === EdgeKind.Nlb;
  const needed = network ? (["port", "clientAddress"] as const) : (["listenerArn"] as const);
  const rules = checkRanges(where, [
    { field: "inboundRules", value: edge.inboundRules ?? 0, from: 0, to: mostInboundRules, unit: "rules" },
  ]);
  const missing = needed
    .filter((field) => edge[field] === undefined)
    .map((field) => ({
      where: `${where}.${field}`,
      given: "nothing",
      legal: `the ${field} of an edge of kind ${edge.kind}`,
      fix: "give a component such as LoadBalancer, or what edgeOf returns",
    }));
  return [...missing, ...rules];
}
