import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { addressIn } from "../../policies/model/adapters/address";
import { discovery } from "../../policies/model/families/discovery";
import { edges } from "../../policies/model/families/edges";
import { everyUnknown } from "../../policies/testing";
import { unknownSentinels } from "../../policies/values/value";
import { runs, share } from "../share";
import * as make from "./shop";
import { change, shop, without } from "./shop";
import { arn, asSeen, id, modes, notKnown, resource } from "./stack";
import { findingsOf, told } from "./told";
import { discoveredShop, httpApi } from "./ways/edgeApiWays";
import { innerShop, nakedShop, proxiedAdmin, rule } from "./ways/edgeShops";
import { edgeWays } from "./ways/edgeWays";
import { bridgedShop } from "./ways/hostWays";

const followed = "every-door-is-followed";
const naked = "service-without-proxy-is-not-public";

describe("a good stack with a proxy behind its edge is clean", () => {
  it("with an HTTP API and a VPC link to an internal load balancer that admits the link's group", () => {
    const inner = without(innerShop(), "lb-http");
    const fromLink = make.ingress("lb-from-link", "lb-group", {
      fromPort: 80,
      toPort: 80,
      referencedSecurityGroupId: id("link-group"),
    });
    assert.deepEqual(told([...inner, fromLink, ...httpApi(arn("web-http"))]), []);
  });

  it("with an HTTP API that finds the proxy's port in Cloud Map", () => {
    assert.deepEqual(told(discoveredShop([make.nginx, make.app], "nginx", 8080)), []);
  });

  it("with a CloudFront VPC origin to an internal load balancer", () => {
    const origin = resource("aws:cloudfront/vpcOrigin:VpcOrigin", "origin", {
      vpcOriginEndpointConfig: { arn: arn("web"), httpPort: 80, httpsPort: 443, name: "web" },
    });
    const distribution = resource("aws:cloudfront/distribution:Distribution", "cdn", {
      enabled: true,
      origins: [
        { originId: "web", domainName: "web.internal", vpcOriginConfig: { vpcOriginId: id("origin") } },
        { originId: "assets", domainName: "assets.s3.eu-west-1.amazonaws.com", s3OriginConfig: {} },
      ],
    });
    assert.deepEqual(told([...innerShop(), origin, distribution]), []);
  });

  it("with a Global Accelerator", () => {
    const group = resource("aws:globalaccelerator/endpointGroup:EndpointGroup", "fast", {
      listenerArn: "arn:aws:globalaccelerator::123456789012:accelerator/a/listener/b",
      endpointConfigurations: [{ endpointId: arn("web"), clientIpPreservationEnabled: true }],
    });
    assert.deepEqual(told([...shop(), group]), []);
  });

  it("with a network load balancer on Elastic IPs that preserves client addresses", () => {
    const balancer = {
      loadBalancerType: "network",
      securityGroups: undefined,
      subnetMappings: [{ subnetId: "subnet-1", allocationId: id("address") }],
    };
    const stack = change(change(shop(), "web", balancer), "web-http", { protocol: "TCP" });
    const preserving = change(stack, "web-targets", { protocol: "TCP", preserveClientIp: "true" });
    const clients = { referencedSecurityGroupId: undefined, cidrIpv4: "0.0.0.0/0" };
    const address = resource("aws:ec2/eip:Eip", "address", { domain: "vpc" });
    assert.deepEqual(told([...change(preserving, "task-from-lb", clients), address]), []);
  });

  it("with two services behind one load balancer, told apart by host", () => {
    const byHost = { type: "forward", targetGroupArn: arn("admin-targets") };
    assert.deepEqual(told([...proxiedAdmin(), rule("admin-host", [byHost])]), []);
  });

  it("with a function behind the load balancer", () => {
    const stack = [
      ...shop(),
      resource("aws:lambda/function:Function", "report", { role: "arn:aws:iam::123456789012:role/report" }),
      make.targetGroup("function-targets", { targetType: "lambda", port: undefined }),
      rule("function-rule", [{ type: "forward", targetGroupArn: arn("function-targets") }]),
      resource("aws:lb/targetGroupAttachment:TargetGroupAttachment", "function-target", {
        targetGroupArn: arn("function-targets"),
        targetId: arn("report"),
      }),
    ];
    assert.deepEqual(told(stack), []);
  });

  it("with a gateway load balancer for appliances beside a service without a proxy", () => {
    const stack = change(nakedShop(), "web", { loadBalancerType: "gateway", internal: undefined });
    assert.deepEqual(told(stack), []);
  });
});

describe("an accelerator", () => {
  const group = (endpointConfigurations: unknown) =>
    resource("aws:globalaccelerator/endpointGroup:EndpointGroup", "fast", { listenerArn: "l", endpointConfigurations });

  it("leads to all of its load balancers", () => {
    const stack = [...nakedShop(), make.loadBalancer("second", { internal: true })];
    const both = group([{ endpointId: arn("web") }, { endpointId: arn("second") }]);
    assert.deepEqual(told([...stack, both]), [`violation mandatory ${naked} web-service loadBalancers[0]`]);
  });

  it("may lead anywhere while its endpoints are not known", () => {
    assert.deepEqual(told([...shop(), group(notKnown)]), [
      `unproven mandatory ${followed} fast endpointConfigurations`,
    ]);
  });

  it("to a load balancer of another stack is that stack's matter", () => {
    const other = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/other/1";
    assert.deepEqual(told([...shop(), group([{ endpointId: other }])]), []);
  });

  it("to an instance of the stack is a doubt that the stack can settle", () => {
    const box = resource("aws:ec2/instance:Instance", "box", { ami: "ami-1", associatePublicIpAddress: false });
    const stack = [...shop(), box, group([{ endpointId: id("box") }])];
    assert.deepEqual(told(stack), [`unproven mandatory ${followed} fast endpointConfigurations`]);
  });

  it("with custom routing stays unproven", () => {
    const routing = resource("aws:globalaccelerator/customRoutingEndpointGroup:CustomRoutingEndpointGroup", "routing", {
      listenerArn: "l",
      destinationConfigurations: [{ fromPort: 3000, toPort: 3000, protocols: ["TCP"] }],
    });
    assert.deepEqual(told([...shop(), routing]), [`unproven mandatory ${followed} routing`]);
  });
});

describe("a distribution", () => {
  const distribution = (origins: unknown, more: object = {}) =>
    resource("aws:cloudfront/multitenantDistribution:MultitenantDistribution", "cdn", {
      enabled: true,
      origins,
      ...more,
    });
  const origin = resource("aws:cloudfront/vpcOrigin:VpcOrigin", "origin", {
    vpcOriginEndpointConfig: { arn: arn("web"), name: "web" },
  });
  const throughOrigin = [{ id: "web", domainName: "web", vpcOriginConfigs: [{ vpcOriginId: id("origin") }] }];

  it("of several tenants names its VPC origins in a list", () => {
    assert.deepEqual(told([...nakedShop(), origin, distribution(throughOrigin)]), [
      `violation mandatory ${naked} web-service loadBalancers[0]`,
    ]);
  });

  it("that is not known to be enabled may be", () => {
    const stack = [...nakedShop(), origin, distribution(throughOrigin, { enabled: notKnown })];
    assert.deepEqual(told(stack), [`unproven mandatory ${naked} web-service loadBalancers[0]`]);
  });

  it("may use any origin while its origins are not known", () => {
    assert.deepEqual(told([...shop(), distribution(notKnown)]), [`unproven mandatory ${followed} cdn origins`]);
  });

  it("with a VPC origin uses its domain name as a host name only", () => {
    const named = [{ ...throughOrigin[0], domainName: "ip-10-0-3-7.ec2.internal" }];
    assert.deepEqual(told([...innerShop(), origin, distribution(named)]), []);
  });

  it("with an instance's VPC origin is not followed", () => {
    const box = resource("aws:ec2/instance:Instance", "box", { ami: "ami-1", associatePublicIpAddress: false });
    const ofBox = { ...origin, properties: { vpcOriginEndpointConfig: { arn: arn("box") } } };
    const stack = [...shop(), box, ofBox, distribution(throughOrigin)];
    assert.deepEqual(told(stack), [`unproven mandatory ${followed} origin`]);
  });
});

describe("an endpoint service", () => {
  const service = (more: object) =>
    resource("aws:ec2/vpcEndpointService:VpcEndpointService", "offered", {
      acceptanceRequired: false,
      networkLoadBalancerArns: [arn("web")],
      ...more,
    });

  it("for named accounts is in order", () => {
    const named = service({ allowedPrincipals: ["arn:aws:iam::210987654321:root"] });
    assert.deepEqual(told([...nakedShop(), named]), []);
  });

  it("of which nobody knows who accepts connections, or who may connect, is in doubt", () => {
    for (const doubt of [{ acceptanceRequired: notKnown, allowedPrincipals: ["*"] }, { allowedPrincipals: notKnown }]) {
      const [only, ...more] = told([...nakedShop(), service(doubt)]);
      assert.match(only ?? "", new RegExp(`^unproven \\w+ ${naked} web-service`));
      assert.deepEqual(more, []);
    }
  });
});

describe("a Verified Access endpoint", () => {
  const endpoint = (more: object) =>
    resource("aws:verifiedaccess/endpoint:Endpoint", "staff", { attachmentType: "vpc", ...more });

  it("to a block of addresses is not followed, to a database it opens nothing", () => {
    assert.deepEqual(told([...shop(), endpoint({ cidrOptions: { cidr: "10.0.0.0/16" } })]), [
      `unproven advisory ${followed} staff cidrOptions`,
    ]);
    const database = { rdsOptions: { rdsDbClusterArn: "arn:aws:rds:eu-west-1:123456789012:cluster:db" } };
    assert.deepEqual(told([...shop(), endpoint(database)]), []);
  });
});

describe("a classic load balancer", () => {
  const classic = (more: object) =>
    resource("aws:elb/loadBalancer:LoadBalancer", "old", {
      listeners: [{ lbPort: 80, lbProtocol: "http", instancePort: 3000, instanceProtocol: "http" }],
      securityGroups: [id("lb-group")],
      ...more,
    });

  it("in front of an instance of the stack sends it what nobody follows", () => {
    const box = resource("aws:ec2/instance:Instance", "box", { ami: "ami-1", associatePublicIpAddress: false });
    assert.deepEqual(told([...shop(), box, classic({ instances: [id("box")] })]), [
      "unproven mandatory host-publishes-only-the-proxy old instances",
    ]);
  });

  it("in front of the port that the proxy publishes on its host is in order, beside another port it is not", () => {
    const port = (instancePort: number) => ({ lbPort: 80 + instancePort, lbProtocol: "tcp", instancePort });
    const hosts = { internal: true, instances: [id("hosts")] };
    assert.deepEqual(told([...bridgedShop(), classic({ ...hosts, listeners: [port(80)] })]), []);
    assert.deepEqual(told([...bridgedShop(), classic({ ...hosts, listeners: [port(80), port(3000)] })]), [
      "unproven mandatory host-publishes-only-the-proxy old instances",
    ]);
  });

  it("without instances opens nothing", () => assert.deepEqual(told([...shop(), classic({})]), []));

  it("whose listeners are not known listens on any port", () => {
    const named = change(without(nakedShop(), "web", "web-targets", "web-http"), "web-service", {
      loadBalancers: [{ elbName: id("old"), containerName: "app", containerPort: 3000 }],
    });
    assert.deepEqual(told([...named, classic({ listeners: notKnown })]), [
      `unproven mandatory ${naked} web-service loadBalancers[0]`,
      "unproven mandatory public-plain-http-only-redirects old listeners",
    ]);
  });
});

describe("the address in a URL", () => {
  const cases: [string, string | undefined][] = [
    ["http://203.0.113.25:3000/{proxy}", "203.0.113.25"],
    ["https://user:secret@203.0.113.25/", "203.0.113.25"],
    ["http://[2001:db8::7]:3000/", "2001:db8::7"],
    ["2001:db8::7", "2001:db8::7"],
    ["ec2-203-0-113-25.eu-west-1.compute.amazonaws.com", "ec2-203-0-113-25.eu-west-1.compute.amazonaws.com"],
    ["ip-10-0-3-7.ec2.internal:3000", "ip-10-0-3-7.ec2.internal"],
    ["https://partner.example.com/orders", undefined],
    ["shop-assets.s3.eu-west-1.amazonaws.com", undefined],
    ["http://web-123.eu-west-1.elb.amazonaws.com/", undefined],
    ["", undefined],
  ];
  for (const [url, address] of cases) {
    it(`is ${address ?? "none"} in "${url}"`, () => assert.equal(addressIn(url), address));
  }

  it("is looked for in any text", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof addressIn(text) !== "number"));
  });
});

/** Whether a resource is of the families that are tried here; the others have properties of their own. */
const isEdge = (type: string): boolean => type in edges || type in discovery || type.startsWith("aws:lb/");

describe("what stands before a load balancer", () => {
  for (const { number, way, stack } of edgeWays.filter(({ expected }) => expected === "violation")) {
    it(`never hides way ${number} (${way}) behind one unknown value`, () => {
      for (const mode of modes) {
        const types = new Map(stack.map(({ name, type }) => [name, type]));
        const variants = everyUnknown(stack).filter(({ name }) => isEdge(types.get(name) ?? ""));
        for (const { name, path, stack: variant } of share(variants)) {
          assert.ok(findingsOf(variant, mode).length > 0, `${mode} preview: ${name} ${path.join(".")} hides it`);
        }
      }
    });
  }

  it("never makes the pack fail, whatever its properties hold", () => {
    const names = ["listeners", "instances", "integrationUri", "connectionType", "connectionId", "origins", "body"];
    const more = ["endpointConfigurations", "vpcOriginEndpointConfig", "allowedPrincipals", "attributes", "target"];
    const last = ["defaultAction", "action", "resourceConfigurationDefinition", "endpointConfiguration", "resources"];
    const nested = fc.dictionary(fc.constantFrom("arn", "id", "forwards", "targetGroups", "types"), fc.jsonValue());
    const junk = fc.oneof(fc.jsonValue(), fc.constantFrom(...unknownSentinels), nested, fc.array(nested));
    const properties = fc.dictionary(fc.constantFrom(...names, ...more, ...last), junk);
    const tokens = [...Object.keys(edges), ...Object.keys(discovery)];
    fc.assert(
      fc.property(
        fc.array(fc.record({ type: fc.constantFrom(...tokens), inputs: properties }), { maxLength: 6 }),
        (declaredOnes) => {
          const odd = declaredOnes.map(({ type, inputs }, index) => ({
            ...{ urn: `urn:pulumi:test::shop::${type}::r${index}`, type, inputs, outputs: {} },
          }));
          const { findings } = evaluate([...asSeen(shop(), "second"), ...odd], defaultConfiguration);
          assert.deepEqual(
            findings.filter(({ rule: of }) => of === "internal"),
            [],
          );
        },
      ),
      { numRuns: runs(60) },
    );
  });
});
