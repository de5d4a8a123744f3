import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import {
  Cluster,
  type EdgeRef,
  InvalidArguments,
  type ListenerRuleArgs,
  LoadBalancer,
  Network,
  NetworkLoadBalancer,
  type NetworkLoadBalancerArgs,
  ProxiedService,
} from "../../../components/index";
import { type Registration, registrations } from "../registrations";

/** Services by name with their rules, in the order in which a program makes them. */
type Rules = Record<string, ListenerRuleArgs | undefined>;

describe("The place of a service behind its edge", () => {
  const started = process.cwd();
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "edge-"));
    process.chdir(folder);
  });
  after(() => {
    process.chdir(started);
    rmSync(folder, { recursive: true });
  });

  /** What a program registers that hangs these services on one edge. */
  function behind(makeEdge: (network: Network) => EdgeRef, rules: Rules): Promise<Registration[]> {
    return registrations(() => {
      const network = new Network("shop", {});
      const cluster = new Cluster("shop", {});
      const edge = makeEdge(network);
      const application = { image: { uri: "app:1" }, health: { command: ["CMD", "true"] } };
      const proxy = { sites: [{ routes: [{ path: "/users", methods: ["GET"] }] }] };
      for (const [name, rule] of Object.entries(rules)) {
        const taken = rule === undefined ? {} : { rule };
        new ProxiedService(name, { network, cluster, edge, application, proxy, ...taken });
      }
    });
  }

  const shared = (network: Network) => new LoadBalancer("shop", { network });
  const refused = async (rules: Rules, makeEdge: (network: Network) => EdgeRef = shared): Promise<string> => {
    try {
      await behind(makeEdge, rules);
    } catch (error) {
      assert.ok(error instanceof InvalidArguments, String(error));
      return error.message;
    }
    return "";
  };

  it("is a rule of a listener that it shares, by host and path, with what is left asked last", async () => {
    const all = await behind(shared, {
      site: undefined,
      admin: { priority: 10, hosts: ["users.example.com"], paths: ["/admin", "/admin/*"] },
    });
    const rules = all.filter(({ type }) => type === "aws:lb/listenerRule:ListenerRule");
    const host = { hostHeader: { values: ["users.example.com"] } };
    assert.deepEqual(
      rules.map(({ name, inputs }) => [name, inputs.priority, inputs.conditions]),
      [
        ["site", 50000, [{ pathPattern: { values: ["/*"] } }]],
        ["admin", 10, [host, { pathPattern: { values: ["/admin", "/admin/*"] } }]],
      ],
    );
  });

  it("is taken once", async () => {
    const paths = (...values: string[]) => ({ priority: 10, paths: values });
    assert.match(
      await refused({ one: paths("/a"), two: paths("/b") }),
      /"two"\.rule\.priority: given 10, which one has/,
    );
    assert.match(await refused({ one: undefined, two: undefined }), /"two"\.rule: given nothing, as one does/);
  });

  it("is found behind a copy of the reference too", async () => {
    const copied = (network: Network) => ({ ...shared(network) });
    assert.match(await refused({ one: undefined, two: undefined }, copied), /given nothing, as one does/);
  });

  describe("that is a Network Load Balancer", () => {
    const network =
      (args: Omit<NetworkLoadBalancerArgs, "network"> = {}) =>
      (made: Network) =>
        new NetworkLoadBalancer("shop", { network: made, ...args });
    const inputs = (all: Registration[], type: string) => {
      const found = all.filter((each) => each.type === type);
      assert.equal(found.length, 1, `${found.length} of ${type}`);
      return found[0]?.inputs ?? {};
    };

    it("is a listener of its own, with one target group of TCP that keeps the client's address", async () => {
      const all = await behind(network({ idleSeconds: 120 }), { one: undefined });
      const listener = inputs(all, "aws:lb/listener:Listener");
      assert.deepEqual([listener.protocol, listener.port, listener.tcpIdleTimeoutSeconds], ["TCP", 80, 120]);
      const { protocol, preserveClientIp, proxyProtocolV2, healthCheck } = inputs(
        all,
        "aws:lb/targetGroup:TargetGroup",
      );
      assert.deepEqual([protocol, preserveClientIp, proxyProtocolV2], ["TCP", "true", false]);
      assert.deepEqual((healthCheck as { protocol: string; path: string }).protocol, "HTTP");
      const admitted = all.find(({ name }) => name === "one-task-proxy")?.inputs ?? {};
      assert.ok(
        "referencedSecurityGroupId" in admitted && !("cidrIpv4" in admitted),
        "the load balancer's group alone",
      );
    });

    it("ends TLS without ALPN, because the proxy speaks HTTP/1.1", async () => {
      const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1";
      const all = await behind(network({ certificateArn }), { one: undefined });
      const { protocol, port, alpnPolicy, tcpIdleTimeoutSeconds } = inputs(all, "aws:lb/listener:Listener");
      assert.deepEqual([protocol, port, alpnPolicy, tcpIdleTimeoutSeconds], ["TLS", 443, "None", undefined]);
    });

    it("is one service's", async () => {
      assert.match(await refused({ one: undefined, two: undefined }, network()), /"two"\.edge: given the edge of one/);
      assert.match(await refused({ one: { priority: 1, paths: ["/a"] } }, network()), /"one"\.rule: given a rule/);
    });
  });
});
