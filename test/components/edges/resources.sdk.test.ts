import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Distribution, HttpApi, LoadBalancer, Network, NetworkLoadBalancer } from "../../../components/index";
import { type Registration, registrations } from "../registrations";

const domain = { name: "users.example.com", zoneId: "Z0123456789ABCDEFGHIJ" };
const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1";

/** The resources of AWS that were registered, by type, without its module, and name: `Listener`, `web-http`. */
class Made {
  private readonly all: Registration[];

  constructor(registered: Registration[]) {
    this.all = registered.filter(({ type }) => type.startsWith("aws:"));
  }

  inputs(type: string, name: string): Record<string, unknown> {
    const found = this.all.filter((each) => each.type.endsWith(`:${type}`) && each.name === name);
    assert.equal(found.length, 1, `${found.length} of ${type} ${name} in ${this.names(type).join(", ")}`);
    return found[0]?.inputs ?? {};
  }

  names(type: string): string[] {
    return this.all.filter((each) => each.type.endsWith(`:${type}`)).map(({ name }) => name);
  }
}

async function made(program: (network: Network) => void): Promise<Made> {
  return new Made(await registrations(() => program(new Network("web", {}))));
}

describe("A load balancer", () => {
  it("answers HTTP with 404 until a service comes, and admits everyone to that port", async () => {
    const all = await made((network) => new LoadBalancer("web", { network }));
    assert.deepEqual(all.names("Listener"), ["web-http"]);
    assert.deepEqual(all.names("SecurityGroupIngressRule"), ["web-edge-80"]);
    assert.equal(all.inputs("LoadBalancer", "web").internal, false);
  });

  it("redirects to HTTPS, of the version that was chosen", async () => {
    const all = await made((network) => new LoadBalancer("web", { network, certificateArn, tlsPolicy: "tls13" }));
    const [redirect] = all.inputs("Listener", "web-http").defaultActions as { type: string }[];
    assert.equal(redirect?.type, "redirect");
    const https = all.inputs("Listener", "web-https");
    assert.deepEqual(
      [https.port, https.sslPolicy, https.certificateArn],
      [443, "ELBSecurityPolicy-TLS13-1-3-2021-06", certificateArn],
    );
  });

  it("admits each network that was named to each of its ports, and no other", async () => {
    const clients = ["203.0.113.0/24", "198.51.100.0/24"];
    const all = await made((network) => new LoadBalancer("web", { network, certificateArn, internal: true, clients }));
    assert.deepEqual(all.names("SecurityGroupIngressRule").sort(), [
      "web-edge-443-198-51-100-0-24",
      "web-edge-443-203-0-113-0-24",
      "web-edge-80-198-51-100-0-24",
      "web-edge-80-203-0-113-0-24",
    ]);
    assert.equal(all.inputs("LoadBalancer", "web").internal, true);
  });

  it("has both families of addresses, where the network has them", async () => {
    const all = await made((network) => {
      const dual = { ...network, loadBalancerIpv6: true };
      new LoadBalancer("web", { network: dual, domain, dualStack: true });
    });
    assert.equal(all.inputs("LoadBalancer", "web").ipAddressType, "dualstack");
    assert.equal(all.inputs("SecurityGroupIngressRule", "web-edge-443-any-0").cidrIpv6, "::/0");
    assert.equal(all.inputs("Record", "web-alias-ipv6").type, "AAAA");
  });

  it("has a web ACL before it that blocks floods first, and leaves the size of a body to the proxy", async () => {
    const all = await made((network) => new LoadBalancer("web", { network, firewall: { ratePerFiveMinutes: 100 } }));
    assert.deepEqual(all.names("WebAclAssociation"), ["web"]);
    const { scope, rules } = all.inputs("WebAcl", "web") as { scope: string; rules: { name: string }[] };
    assert.equal(scope, "REGIONAL");
    assert.deepEqual(
      rules.map(({ name }) => name),
      [
        "rate",
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
      ],
    );
    assert.match(JSON.stringify(rules[0]), /"limit":100.*429|429.*"limit":100/);
    assert.match(
      JSON.stringify(rules[2]),
      /SizeRestrictions_BODY","actionToUse":\{"count"|"count":\{\}\},"name":"SizeR/,
    );
    assert.equal(all.inputs("LogGroup", "web-firewall").namePrefix, "aws-waf-logs-web-");
  });
});

describe("A network load balancer", () => {
  it("has an Elastic IP in each subnet, and a security group from the beginning", async () => {
    const all = await made((network) => new NetworkLoadBalancer("web", { network, clients: ["203.0.113.0/24"] }));
    assert.deepEqual(all.names("Eip"), ["web-1", "web-2"]);
    const balancer = all.inputs("LoadBalancer", "web");
    assert.equal((balancer.subnetMappings as unknown[]).length, 2);
    assert.equal((balancer.securityGroups as unknown[]).length, 1);
    assert.equal(balancer.enableCrossZoneLoadBalancing, true);
    assert.deepEqual(all.names("SecurityGroupIngressRule"), ["web-edge-80-203-0-113-0-24"]);
    assert.deepEqual(all.names("Listener"), [], "the service makes it");
  });
});

describe("An HTTP API", () => {
  it("sends everything through its link to an internal load balancer that admits the link alone", async () => {
    const all = await made((network) => new HttpApi("web", { network }));
    assert.equal(all.inputs("LoadBalancer", "web").internal, true);
    assert.deepEqual(all.names("SecurityGroupIngressRule"), ["web-edge-link"]);
    assert.equal(all.inputs("Route", "web").routeKey, "$default");
    const { connectionType, timeoutMilliseconds } = all.inputs("Integration", "web");
    assert.deepEqual([connectionType, timeoutMilliseconds], ["VPC_LINK", 30000]);
  });

  it("says who the client is, over whatever the client says", async () => {
    const all = await made((network) => new HttpApi("web", { network }));
    assert.deepEqual(all.inputs("Integration", "web").requestParameters, {
      "overwrite:header.Gatehouse-Client-Address": "$context.identity.sourceIp",
    });
  });

  it("answers at its domain only, where it has one", async () => {
    const all = await made((network) => new HttpApi("web", { network, domain }));
    assert.equal(all.inputs("Api", "web").disableExecuteApiEndpoint, true);
    assert.deepEqual(all.names("ApiMapping"), ["web"]);
    assert.deepEqual(all.names("Record").sort(), ["web-alias", "web-proof"]);
  });

  it("throttles, and logs what it throttled", async () => {
    const all = await made((network) => new HttpApi("web", { network, ratePerSecond: 5, burst: 7 }));
    const { defaultRouteSettings, accessLogSettings } = all.inputs("Stage", "web");
    assert.deepEqual(defaultRouteSettings, { throttlingRateLimit: 5, throttlingBurstLimit: 7 });
    assert.match((accessLogSettings as { format: string }).format, /\$context\.identity\.sourceIp/);
  });
});

describe("A distribution", () => {
  it("leads by a VPC origin to an internal load balancer that admits CloudFront alone", async () => {
    const all = await made((network) => new Distribution("web", { network }));
    assert.equal(all.inputs("LoadBalancer", "web").internal, true);
    assert.deepEqual(all.names("SecurityGroupIngressRule"), ["web-edge-cdn"]);
    assert.equal(all.inputs("SecurityGroupIngressRule", "web-edge-cdn").prefixListId, "pl-cloudfront");
    const [origin] = all.inputs("Distribution", "web").origins as { vpcOriginConfig: { originReadTimeout: number } }[];
    assert.equal(origin?.vpcOriginConfig.originReadTimeout, 60);
  });

  it("stores nothing, and hands on the visitor's Host", async () => {
    const all = await made((network) => new Distribution("web", { network }));
    const behaviour = all.inputs("Distribution", "web").defaultCacheBehavior as Record<string, string>;
    assert.equal(behaviour.viewerProtocolPolicy, "redirect-to-https");
    assert.equal(behaviour.cachePolicyId, "4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
    assert.equal(behaviour.originRequestPolicyId, "216adef6-5c7f-47e4-b989-5492eafa07d3");
  });

  it("has its certificate and its web ACL where CloudFront looks for them", async () => {
    const all = await made((network) => new Distribution("web", { network, domain, firewall: {} }));
    for (const [type, name] of [
      ["Certificate", "web"],
      ["CertificateValidation", "web"],
      ["WebAcl", "web"],
      ["WebAclLoggingConfiguration", "web"],
      ["LogGroup", "web-firewall"],
    ] as const) {
      assert.equal(all.inputs(type, name).region, "us-east-1", `${type} ${name}`);
    }
    assert.equal(all.inputs("WebAcl", "web").scope, "CLOUDFRONT");
    assert.deepEqual(all.names("WebAclAssociation"), [], "the distribution names it");
    assert.deepEqual(all.inputs("Distribution", "web").aliases, ["users.example.com"]);
    assert.deepEqual(all.names("Record").sort(), ["web-alias", "web-alias-ipv6", "web-proof"]);
  });
});
