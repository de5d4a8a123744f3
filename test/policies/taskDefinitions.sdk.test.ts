import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { parseContainers } from "../../policies/model/containerDefinitions";
import type { Container } from "../../policies/model/nodes";
import { showPorts } from "../../policies/values/ports";
import { known } from "../../policies/values/value";
import * as make from "./shop";
import { change, shop } from "./shop";
import { asSeen, modes, notKnown } from "./stack";
import { findingsOf, told } from "./told";

const declared = "proxy-is-the-one-declared";
const starts = "proxy-starts-after-a-healthy-application";

/** The containers of a definition, or why they cannot be read. */
function read(definitions: unknown): readonly Container[] | string {
  const parsed = parseContainers(known(definitions));
  return "unreadable" in parsed ? parsed.unreadable : parsed.containers;
}

const only = (definition: object): Container => {
  const containers = read(JSON.stringify([{ name: "only", ...definition }]));
  assert.ok(typeof containers !== "string" && containers.length === 1, String(containers));
  return containers[0] as Container;
};
const mapping = (portMapping: object) => read(JSON.stringify([{ name: "only", portMappings: [portMapping] }]));

describe("a container definition", () => {
  it("has the ports of its mappings, single and in ranges, for tcp only", () => {
    const portMappings = [
      { containerPort: 8080 },
      { containerPort: "8081", protocol: "TCP" },
      { containerPortRange: "9000-9010" },
      { containerPort: 53, protocol: "udp" },
    ];
    assert.equal(showPorts(only({ portMappings }).ports), "8080-8081, 9000-9010");
  });

  it("publishes the host's ports that it names, and whichever ECS picks where it names none", () => {
    const { hostPorts, dynamicHostPort } = only({ portMappings: [{ containerPort: 80, hostPort: 8080 }] });
    assert.deepEqual([showPorts(hostPorts), dynamicHostPort], ["8080", false]);
    for (const hostPort of [0, undefined]) {
      assert.ok(only({ portMappings: [{ containerPort: 80, hostPort }] }).dynamicHostPort);
    }
  });

  it("cannot be read with a mapping that ECS would refuse", () => {
    const refused = [
      {},
      { containerPort: 0 },
      { containerPort: 70000 },
      { containerPort: "http" },
      { containerPortRange: "9010-9000" },
      { containerPortRange: "1-70000" },
      { containerPort: 80, containerPortRange: "80-90" },
      { containerPort: 80, hostPort: "any" },
      { containerPort: 80, protocol: 6 },
    ];
    for (const each of refused) {
      assert.equal(mapping(each), "has a port mapping that cannot be read", JSON.stringify(each));
    }
  });

  it("is read whatever the case of its keys, as Go folds letters", () => {
    for (const key of ["portMappings", "PORTMAPPINGS", "portmapping\u017f"]) {
      assert.equal(showPorts(only({ [key]: [{ CONTAINERPORT: 80 }] }).ports), "80", key);
    }
  });

  it("cannot be read where a key stands twice, in one spelling or in two", () => {
    assert.equal(read('[{"name":"a","name":"b"}]'), "gives the same key twice");
    assert.equal(read('[{"name":"a","Name":"b"}]'), "gives the same key in two spellings");
    assert.equal(read('[{"name":"a","environment":[{"name":"A","value":"\\"name\\":"}]}]')?.length, 1);
  });

  it("is essential, waits for nobody and has no health check unless it says otherwise", () => {
    const { essential, dependsOn, hasHealthCheck } = only({});
    assert.deepEqual([essential, dependsOn, hasHealthCheck], [{ answer: "yes" }, known([]), { answer: "no" }]);
    assert.deepEqual(only({ healthCheck: { command: ["NONE"] } }).hasHealthCheck, { answer: "no" });
    assert.deepEqual(only({ dependsOn: [{ containerName: "a" }] }).dependsOn, { state: "unknown" });
  });

  it("never ends the policy, whatever the text is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.jsonValue()), (definitions) => {
        assert.ok(read(definitions) !== undefined);
      }),
    );
  });

  it("has as many keys as the text writes, unless one stands twice", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const parsed = read(JSON.stringify([{ name: "a", dockerLabels: value }]));
        assert.notEqual(parsed, "gives the same key twice");
      }),
    );
  });
});

describe("a proxy", () => {
  const defined = (...containers: object[]) =>
    change(shop(), "web-task", { containerDefinitions: JSON.stringify(containers) });
  const migrated = { ...make.app, dependsOn: [{ containerName: "migrate", condition: "SUCCESS" }] };
  const migrate = { name: "migrate", image: "shop/app:1", essential: false };

  it("may wait for the application by way of another container, and for none that carries logs or ends by itself", () => {
    const router = { name: "logs", image: "shop/logs:1", firelensConfiguration: { type: "fluentbit" } };
    const agent = {
      name: "agent",
      image: "shop/agent:1",
      healthCheck: make.app.healthCheck,
      dependsOn: make.nginx.dependsOn,
    };
    const byAgent = { ...make.nginx, dependsOn: [{ containerName: "agent", condition: "START" }] };
    assert.deepEqual(told(defined(make.nginx, migrated, migrate, router)), []);
    assert.deepEqual(told(defined(byAgent, agent, make.app)), []);
    assert.deepEqual(told(defined({ ...make.nginx, dependsOn: [] }, migrate)), []);
  });

  it("is alone in its task without a word", () => {
    assert.deepEqual(told(defined({ ...make.nginx, dependsOn: undefined })), []);
  });

  it("is told once a definition, with all that is wrong", () => {
    const stack = defined({ ...make.nginx, essential: false, dependsOn: [] }, make.app);
    assert.deepEqual(told(stack), [`violation advisory ${starts} web-task containerDefinitions`]);
    const [finding] = findingsOf(stack, "first");
    assert.equal(
      finding?.summary,
      "In task definition web-task nginx is not essential, so that the task goes on when its proxy ends, and nginx does not wait until app is healthy.",
    );
  });

  it("is unproven to wait where its dependsOn is not known, and no container is waited for in circles", () => {
    const list = [{ ...make.nginx, dependsOn: notKnown }, make.app];
    assert.deepEqual(told(change(shop(), "web-task", { containerDefinitions: list })), [
      `unproven advisory ${starts} web-task containerDefinitions`,
    ]);
    const circle = [
      { ...make.nginx, dependsOn: [{ containerName: "side", condition: "START" }] },
      { name: "side", dependsOn: [{ containerName: "other", condition: "START" }] },
      { name: "other", dependsOn: [{ containerName: "side", condition: "START" }] },
    ];
    assert.deepEqual(told(defined(...circle)), [`violation advisory ${starts} web-task containerDefinitions`]);
  });

  it("is unproven to be the one declared where its image is not known", () => {
    const list = [{ ...make.nginx, image: notKnown }, make.app];
    const stack = change(shop(), "web-task", { containerDefinitions: list });
    assert.ok(
      told(stack, { proxyImages: ["shop/nginx:*"] }).includes(
        `unproven mandatory ${declared} web-task containerDefinitions.nginx.image`,
      ),
    );
    assert.deepEqual(told(stack), []);
  });

  it("is not called missing where it is its image that is refused", () => {
    const findings = findingsOf(shop(), "first", { proxyImages: ["shop/gate:*"] });
    assert.deepEqual(
      findings.map(({ summary }) => summary),
      [
        "The internet reaches nginx:8080 of service web-service, which has no proxy: the image of nginx is none of proxyImages.",
        "Container nginx of task definition web-task has the proxy's name, and its image is none of proxyImages.",
      ],
    );
  });
});

describe("the contract of a ProxiedService", () => {
  const contract = { proxyContainer: "nginx", proxyPort: 8080, applicationContainer: "app", applicationPort: 3000 };
  const type = "gatehouse:index:ProxiedService";

  /** Every finding about the shop as the component makes it: the task definition is its child, and has its name. */
  function tell(properties: Record<string, unknown>, containers: unknown = [make.nginx, make.app]): string[] {
    const definition = { ...make.taskDefinition("web-task", containers), options: { parent: "web-component" } };
    const stack = shop().map((each) => (each.name === "web-task" ? definition : each));
    const component = { type, name: "web-component", properties, options: { component: true } };
    const [first, second] = modes.map((mode) => {
      const seen = asSeen([component, ...stack], mode);
      const named = seen.map((each) => ({ ...each, urn: each.urn.replace("::web-component", "::web-task") }));
      return evaluate(named, defaultConfiguration).findings.map(
        ({ verdict, level, rule, edge, summary }) => `${verdict} ${level} ${rule} ${edge.part}: ${summary}`,
      );
    });
    assert.deepEqual(first, second, "first and second preview agree");
    return second ?? [];
  }

  const violated = (part: string, clause: string) =>
    `violation mandatory ${declared} ${part}: ProxiedService web-task declares ${clause} in its task definition web-task.`;

  it("is clean while the task definition has what it declares", () => {
    assert.deepEqual(tell(contract), []);
    const mapped = { ...make.app, portMappings: [{ containerPort: 3000 }] };
    assert.deepEqual(tell(contract, [make.nginx, mapped]), []);
  });

  it("is a violation where a container, or a port, is another", () => {
    assert.deepEqual(tell({ ...contract, proxyPort: 8443 }), [
      violated("proxyPort", "port 8443 for nginx, which maps 8080"),
    ]);
    assert.deepEqual(tell({ ...contract, proxyContainer: "gate" }), [
      violated("proxyContainer", "container gate as its proxy, and there is none of that name"),
    ]);
    assert.deepEqual(tell({ ...contract, applicationContainer: "shop" }), [
      violated("applicationContainer", "container shop as its application, and there is none of that name"),
    ]);
    assert.deepEqual(tell({ ...contract, applicationPort: 8080 }), [
      violated("applicationPort", "port 8080 for its application, which nginx maps"),
    ]);
  });

  it("says nothing where it is not known, and makes nothing clean that is not", () => {
    assert.deepEqual(tell({ ...contract, proxyContainer: notKnown, proxyPort: notKnown }), []);
    const unread = tell(contract, notKnown).map((each) => each.split(":")[0]);
    assert.deepEqual(unread, ["unproven mandatory load-balancer-reaches-only-the-proxy undefined"]);
  });
});
