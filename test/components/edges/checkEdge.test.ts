import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkEdgeRef, checkEdgeTimes } from "../../../components/edges/checkEdge";
import { EdgeKind } from "../../../components/edges/edgeKind";
import { planEdge } from "../../../components/edges/edgePlan";
import type { EdgeRef } from "../../../components/edges/edgeRef";

const subnets = ["10.0.0.0/20"];
const times = (edge: { kind: EdgeKind; idleSeconds: number; answerSeconds?: number }, keep: number, read: number) =>
  checkEdgeTimes("service", planEdge({ ...edge, subnets }), { keepAliveSeconds: keep, readSeconds: read });
const fields = (...args: Parameters<typeof times>) => times(...args).map(({ where }) => where.split(".").at(-1));

describe("Time-outs between an edge and the proxy", () => {
  const { Alb, Nlb, Api, Cdn } = EdgeKind;

  it("let a load balancer that reads requests close its connections first", () => {
    assert.deepEqual(fields({ kind: Alb, idleSeconds: 60 }, 75, 55), []);
    assert.deepEqual(fields({ kind: Alb, idleSeconds: 60 }, 60, 55), ["keepAliveSeconds"]);
  });

  it("let the proxy close first where a client's own connection passes through", () => {
    assert.deepEqual(fields({ kind: Nlb, idleSeconds: 350 }, 75, 345), []);
    assert.deepEqual(fields({ kind: Nlb, idleSeconds: 350 }, 350, 345), ["keepAliveSeconds"]);
    assert.match(times({ kind: Nlb, idleSeconds: 60 }, 75, 55)[0]?.fix ?? "", /use 55 here, or a longer idleSeconds/);
  });

  it("let the proxy say 504 before an API or CloudFront does", () => {
    assert.deepEqual(fields({ kind: Api, idleSeconds: 60, answerSeconds: 30 }, 75, 25), []);
    assert.deepEqual(fields({ kind: Api, idleSeconds: 60, answerSeconds: 30 }, 75, 30), ["readSeconds"]);
    assert.match(times({ kind: Cdn, idleSeconds: 60, answerSeconds: 20 }, 75, 55)[0]?.given ?? "", /CloudFront/);
    assert.deepEqual(fields({ kind: Cdn, idleSeconds: 30, answerSeconds: 120 }, 75, 30), ["readSeconds"]);
  });
});

describe("A reference to an edge that was written by hand", () => {
  const whole: EdgeRef = {
    kind: EdgeKind.Alb,
    idleSeconds: 60,
    subnets,
    loadBalancerArn: "arn",
    listenerArn: "arn",
    securityGroupId: "sg-1",
  };
  const missing = (edge: Partial<EdgeRef>) =>
    checkEdgeRef("edge", { ...whole, ...edge } as EdgeRef).map(({ where }) => where);

  it("has what its kind needs", () => {
    assert.deepEqual(missing({}), []);
    assert.deepEqual(missing({ kind: EdgeKind.Nlb }), ["edge.port", "edge.clientAddress"]);
    const { listenerArn: _, ...without } = whole;
    assert.deepEqual(
      checkEdgeRef("edge", without).map(({ where }) => where),
      ["edge.listenerArn"],
    );
  });

  it("is of a kind that there is", () => {
    assert.deepEqual(missing({ kind: "elb" as EdgeKind }), ["edge.kind"]);
    assert.deepEqual(missing({ clientAddress: "both" as "preserve" }), ["edge.clientAddress"]);
  });
});
