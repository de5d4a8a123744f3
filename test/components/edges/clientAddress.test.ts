import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { clientAddressOf } from "../../../components/edges/clientAddress";
import { ClientAddressMode, EdgeKind } from "../../../components/edges/edgeKind";

const subnets = ["10.0.0.0/20", "10.0.16.0/20"];
const facts = { subnets, idleSeconds: 60 };

describe("The proxy finds the client", () => {
  it("in what the load balancer appended", () => {
    assert.deepEqual(clientAddressOf({ ...facts, kind: EdgeKind.Alb }), { kind: "alb", subnets });
  });

  it("in the connection itself, where it is preserved, and takes the scheme from the listener", () => {
    const nlb = { ...facts, kind: EdgeKind.Nlb, clientAddress: ClientAddressMode.Preserve };
    assert.deepEqual(clientAddressOf(nlb), { kind: "nlb-preserve", scheme: "http" });
    assert.deepEqual(clientAddressOf({ ...nlb, tls: true }), { kind: "nlb-preserve", scheme: "https" });
  });

  it("in the PROXY protocol of the load balancer's subnets", () => {
    const nlb = { ...facts, kind: EdgeKind.Nlb, clientAddress: ClientAddressMode.ProxyProtocol, tls: true };
    assert.deepEqual(clientAddressOf(nlb), { kind: "nlb-proxy-protocol", subnets, scheme: "https" });
  });

  it("in the header that the API overwrites", () => {
    assert.deepEqual(clientAddressOf({ ...facts, kind: EdgeKind.Api }), { kind: "api-gateway", subnets });
  });

  it("before CloudFront's own interface, which stands in the load balancer's subnets", () => {
    const cdn = clientAddressOf({ ...facts, kind: EdgeKind.Cdn });
    assert.deepEqual(cdn, { kind: "cloudfront", subnets, origins: subnets });
  });
});
