import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { messageOf } from "../../policies/report/message";
import { apply } from "../../policies/testing";
import * as make from "./shop";
import { change, shop, without } from "./shop";
import { arn, asSeen, type Declared, id, modes, notKnown, resource } from "./stack";
import { findingsOf, told } from "./told";
import { httpApi, restApi } from "./ways/edgeApiWays";
import { innerShop, nakedShop } from "./ways/edgeShops";

const followed = "every-door-is-followed";
const open = ["violation mandatory service-without-proxy-is-not-public web-service loadBalancers[0]"];
const inDoubt = ["unproven mandatory service-without-proxy-is-not-public web-service loadBalancers[0]"];

describe("an HTTP API", () => {
  const through = (more: Record<string, unknown>, stack = nakedShop()) =>
    told(change([...stack, ...httpApi(arn("web-http"))], "to-web", more));

  it("is told hop by hop", () => {
    for (const mode of modes) {
      const [finding] = findingsOf([...nakedShop(), ...httpApi(arn("web-http"))], mode);
      assert.ok(finding);
      assert.match(
        messageOf(finding),
        /`internet → HTTP API orders → VPC link main → listener HTTP:80 → target group web-targets → app:3000`/,
      );
      assert.match(messageOf(finding), /Fix: .* remove HTTP API orders\./);
    }
  });

  it("that calls a function, or only answers, opens nothing", () => {
    for (const integrationType of ["AWS_PROXY", "MOCK", "AWS"]) assert.deepEqual(through({ integrationType }), []);
  });

  it("that calls a name over the internet opens nothing that the internet does not reach", () => {
    const uri = "https://partner.example.com/orders";
    assert.deepEqual(through({ connectionType: undefined, connectionId: undefined, integrationUri: uri }), []);
  });

  it("that calls an address over the internet is not followed, and its user and password are not told", () => {
    const uri = "http://shop:hunter2@203.0.113.25:3000/";
    const stack = change([...shop(), ...httpApi(uri)], "to-web", { connectionType: "INTERNET" });
    assert.deepEqual(told(stack), [`unproven advisory ${followed} to-web`]);
    const [finding] = findingsOf(stack, "first");
    assert.ok(finding);
    assert.match(messageOf(finding), /Integration to-web leads to 203\.0\.113\.25, and what listens there/);
    assert.doesNotMatch(JSON.stringify(finding), /hunter2/);
  });

  it("may be linked while its connection or its type is not known", () => {
    assert.deepEqual(through({ connectionType: notKnown }), inDoubt);
    assert.deepEqual(through({ integrationType: notKnown }), inDoubt);
  });

  it("may lead anywhere while its target is not known", () => {
    assert.deepEqual(through({ integrationUri: notKnown }, innerShop()), [`unproven mandatory ${followed} to-web`]);
  });

  it("whose target is made from a listener and a Cloud Map service leads to either while it is not known", () => {
    const either = apply([arn("web-http"), arn("found")], (listener: string) => listener);
    const found = resource("aws:servicediscovery/service:Service", "found", { namespaceId: "ns-1" });
    const stack = [...nakedShop(), found, ...httpApi(either)];
    const verdicts = modes.map((mode) => findingsOf(stack, mode).map(({ verdict }) => verdict));
    assert.deepEqual(verdicts, [["unproven"], ["violation"]]);
  });

  it("of WebSockets goes through the older link to a network load balancer", () => {
    const [api, integration] = [
      resource("aws:apigatewayv2/api:Api", "orders", { protocolType: "WEBSOCKET" }),
      resource("aws:apigatewayv2/integration:Integration", "to-web", {
        apiId: id("orders"),
        integrationType: "HTTP_PROXY",
        connectionType: "VPC_LINK",
        connectionId: id("main"),
        integrationUri: "http://web.internal/",
      }),
    ];
    const link = resource("aws:apigateway/vpcLink:VpcLink", "main", { targetArn: arn("web") });
    assert.deepEqual(told([...nakedShop(), api, link, integration]), open);
    assert.deepEqual(told([...innerShop(), api, link, integration]), []);
  });
});

describe("a REST API", () => {
  it("that is private opens nothing, in both spellings of its types", () => {
    for (const types of ["PRIVATE", ["PRIVATE"]]) {
      assert.deepEqual(told([...nakedShop(), ...restApi({ endpointConfiguration: { types } })]), []);
    }
  });

  it("of which nobody knows whether it is private may be public", () => {
    for (const endpointConfiguration of [notKnown, { types: notKnown }, { types: [notKnown] }]) {
      assert.deepEqual(told([...nakedShop(), ...restApi({ endpointConfiguration })]), inDoubt);
    }
  });

  it("outside of the stack may be private", () => {
    const [, link, integration] = restApi({}, { restApi: "abc123" });
    assert.ok(link && integration);
    assert.deepEqual(told([...nakedShop(), link, integration]), [
      "unproven advisory service-without-proxy-is-not-public web-service loadBalancers[0]",
    ]);
  });

  it("sends an address that it calls through a link as a host name only", () => {
    assert.deepEqual(told([...innerShop(), ...restApi({}, { uri: "http://10.0.3.7/" })]), []);
  });

  it("with a link that a stage variable names may use any link", () => {
    const stack = [...innerShop(), ...restApi({}, { connectionId: `$\{stageVariables.link}` })];
    assert.deepEqual(told(stack), [`unproven mandatory ${followed} to-web`]);
  });

  it("outside of the stack may use a link of the stack", () => {
    assert.deepEqual(told([...nakedShop(), ...without(restApi(), "orders", "to-web")]), [
      "unproven advisory service-without-proxy-is-not-public web-service loadBalancers[0]",
    ]);
  });
});

describe("the OpenAPI document of an API", () => {
  const document = (link: string, uri: string) =>
    JSON.stringify({
      paths: {
        "/": { get: { "x-amazon-apigateway-integration": { connectionType: "VPC_LINK", connectionId: link, uri } } },
      },
    });
  const rest = (body: unknown): Declared[] => [
    resource("aws:apigateway/vpcLink:VpcLink", "main", { targetArn: arn("web") }),
    resource("aws:apigateway/restApi:RestApi", "orders", { body }),
  ];
  const ofLink = apply([id("main")], (link: string) => document(link, "http://web.internal/"));

  it("leads through the link that it was made from", () => {
    assert.deepEqual(told([...nakedShop(), ...rest(ofLink)]), open);
    assert.deepEqual(told([...innerShop(), ...rest(ofLink)]), []);
  });

  it("leads to the listener that it was made from, through a newer link", () => {
    const body = apply([id("main"), arn("web-http")], (link: string, listener: string) => document(link, listener));
    const api = change(without(httpApi(arn("web-http")), "to-web"), "orders", { body });
    assert.deepEqual(told([...nakedShop(), ...api]), open);
    assert.deepEqual(told([...innerShop(), ...api]), []);
  });

  it("may stand in a resource of its own", () => {
    const put = resource("aws:apigateway/restApiPut:RestApiPut", "document", { restApiId: id("orders"), body: ofLink });
    assert.deepEqual(told([...nakedShop(), ...rest(undefined), put]), open);
  });

  it("without a private integration opens nothing", () => {
    const body = apply([arn("report")], (report: string) => JSON.stringify({ uri: report, type: "aws_proxy" }));
    const report = resource("aws:lambda/function:Function", "report", {
      role: "arn:aws:iam::123456789012:role/report",
    });
    const stack = without(rest(body), "main");
    assert.deepEqual(told([...innerShop(), report, ...stack]), []);
  });

  it("leads to no load balancer that only an older link could reach", () => {
    const body = apply([id("main"), arn("web")], (link: string, balancer: string) => document(link, balancer));
    const link = resource("aws:apigateway/vpcLink:VpcLink", "main", { targetArn: arn("second") });
    const second = make.loadBalancer("second", { internal: true });
    assert.deepEqual(told([...nakedShop(), second, link, ...without(rest(body), "main")]), []);
  });

  it("that names a link without using it opens nothing, once it can be read", () => {
    const body = apply([id("main")], (link: string) => JSON.stringify({ info: link }));
    const findings = findingsOf([...nakedShop(), ...rest(body)], "second");
    assert.deepEqual(
      findings.map(({ verdict, level }) => `${verdict} ${level}`),
      ["unproven advisory"],
    );
  });

  it("may use any link where nobody says what it was made from", () => {
    const resources = asSeen([...innerShop(), ...rest(notKnown)], "first").map((each) => {
      const { dependencies: _, ...alone } = each;
      return each.urn.endsWith("::orders") ? alone : each;
    });
    const [only, ...more] = evaluate(resources, defaultConfiguration).findings;
    assert.equal(only?.rule, followed);
    assert.deepEqual(more, []);
  });
});
