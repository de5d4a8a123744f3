import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { createPolicies, resourcePolicyName, stackPolicyName } from "../../policies/pack";
import type { Report } from "../../policies/report/report";
import type { Rule } from "../../policies/rules/rule";
import { Run, type Surroundings } from "../../policies/run";
import { assertGolden } from "../golden";
import { type Level, PolicyRuntime } from "./runtime";
import * as make from "./shop";
import { change, ingress, network, shop } from "./shop";
import { asSeen, type Declared, id, modes, urnOf } from "./stack";
import { bridgedShop } from "./ways/hostWays";

const preview: Surroundings = { isPreview: () => true, reportFile: () => undefined, today: () => "2027-01-31" };
const update: Surroundings = { ...preview, isPreview: () => false };
const runtime = (around: Surroundings = preview, level?: Level) => new PolicyRuntime(createPolicies(around), level);

const opened: Declared[] = [
  ...shop(),
  make.ingress("opened", "task-group", { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" }),
];
const openedUrn = urnOf({ type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name: "opened" });

describe("the pack in the SDK's own runtime", () => {
  it("is silent about a stack in order, in a preview and in an update", async () => {
    for (const mode of modes) assert.deepEqual(await runtime().run(asSeen(shop(), mode)), { resources: [], stack: [] });
    assert.deepEqual(await runtime(update).run(asSeen(shop(), "second")), { resources: [], stack: [] });
  });

  it("reports a violation once, mandatory, on the edge, though ids around it are unknown", async () => {
    const { resources, stack } = await runtime().run(asSeen(opened, "first"));
    assert.deepEqual(resources, []);
    assert.deepEqual(
      stack.map(({ policy, level, urn }) => ({ policy, level, urn })),
      [{ policy: "application-port-admits-nobody", level: "mandatory", urn: openedUrn }],
    );
  });

  it("reports a part of a template on the template's own resource, whose name may hold a number sign", async () => {
    const template: Declared = {
      type: "aws:cloudformation/stack:Stack",
      name: "old#1",
      properties: {
        templateBody: JSON.stringify({
          Resources: {
            Opened: {
              Type: "AWS::EC2::SecurityGroupIngress",
              Properties: { GroupId: "sg-1", IpProtocol: "tcp", FromPort: 3000, ToPort: 3000, CidrIp: "0.0.0.0/0" },
            },
          },
        }),
      },
    };
    const { stack } = await runtime().run(
      asSeen([...change(shop(), "web-service", network({ securityGroups: ["sg-1"] })), template], "second"),
    );
    const told = stack.filter(({ message }) => message.includes("#Opened"));
    assert.deepEqual([...new Set(told.map(({ urn }) => urn))], [urnOf(template)]);
  });

  it("is not turned advisory by an unknown, as the SDK would", async () => {
    const hidden = asSeen(opened, "first").map(({ inputs: _, ...outputsOnly }) => outputsOnly);
    const { stack } = await runtime().run(hidden);
    assert.ok(stack.some(({ level }) => level === "mandatory"));
    assert.ok(stack.every(({ message }) => !message.includes("can't run policy")));
  });

  it("follows the level that the user gives, and keeps doubts about other stacks advisory", async () => {
    const foreign = change(opened, "web-service", network({ securityGroups: [id("task-group"), "sg-elsewhere"] }));
    const levelsAt = async (level: Level) => {
      const policies = createPolicies(preview).map(({ enforcementLevel: _, ...policy }) => policy);
      const { stack } = await new PolicyRuntime(policies as ReturnType<typeof createPolicies>, level).run(
        asSeen(foreign, "first"),
      );
      return stack.map((each) => each.level).sort();
    };
    assert.deepEqual(await levelsAt("mandatory"), ["advisory", "mandatory"]);
    assert.deepEqual(await levelsAt("advisory"), ["advisory", "advisory"]);
  });

  it("goes on after a check that fails, and says so without a value of the stack", async () => {
    const failing = {
      name: "failing-rule",
      check: () => {
        throw new TypeError("hunter2");
      },
    } as unknown as Rule;
    const finding = {
      name: "working-rule",
      check: () => [
        {
          rule: "working-rule",
          verdict: "violation",
          level: "mandatory",
          edge: { urn: openedUrn },
          way: [],
          summary: "seen",
          fix: "none",
        },
      ],
    } as unknown as Rule;
    const { stack } = await runtime({ ...preview, rules: [failing, finding] }).run(asSeen(shop(), "first"));
    assert.deepEqual(stack.map(({ policy, level }) => `${policy} ${level}`).sort(), [
      "internal mandatory",
      "working-rule mandatory",
    ]);
    const [internal] = stack.filter(({ policy }) => policy === "internal");
    assert.match(
      internal?.message ?? "",
      /^internal: check failing-rule could not be made on the whole stack \(TypeError\)/,
    );
    assert.doesNotMatch(internal?.message ?? "", /hunter2/);
  });

  it("goes on after a resource that cannot be read, and never takes it for absent", () => {
    const wrong = {
      urn: "urn:pulumi:test::shop::aws:ec2/securityGroup:SecurityGroup::wrong",
      type: "aws:ec2/securityGroup:SecurityGroup",
      outputs: {},
    };
    // Nothing that the engine sends makes an adapter fail; a resource that throws does.
    const failing = new Proxy(wrong, {
      get: (target, key) => {
        if (key === "inputs") throw new RangeError("hunter2");
        return Reflect.get(target, key);
      },
    });
    const { findings } = evaluate([...asSeen(opened, "first"), failing], defaultConfiguration);
    assert.deepEqual(
      findings.map(({ rule, verdict, level }) => `${rule} ${verdict} ${level}`),
      ["internal unproven mandatory", "application-port-admits-nobody violation mandatory"],
    );
    assert.match(findings[0]?.summary ?? "", /could not be made on urn:.*::wrong \(RangeError\)/);
  });

  it("forgets a run's inputs with its stack", async () => {
    const policies = runtime();
    await policies.run(asSeen(opened, "first"));
    assert.deepEqual((await policies.run(asSeen(shop(), "first"))).stack, []);
  });

  it("refuses a configuration that it does not have, by name", async () => {
    const policies = createPolicies(preview);
    const stackPolicy = policies.find(({ name }) => name === stackPolicyName);
    assert.ok(stackPolicy && "validateStack" in stackPolicy);
    const reported: { message: string; name: string }[] = [];
    const args = {
      resources: [],
      stackTags: new Map(),
      getConfig: () => ({ proxyContainer: ["gate"] }),
      notApplicable: () => {
        throw new Error("unused");
      },
    };
    await stackPolicy.validateStack(args as never, ((violation: never) => reported.push(violation)) as never);
    assert.deepEqual(
      reported.map(({ name }) => name),
      ["configuration"],
    );
    assert.match(
      reported[0]?.message ?? "",
      /^configuration: given "proxyContainer"; legal: externals, levels, proxyContainers, proxyImages, refusePlainHttp, waivers; fix: /,
    );
  });

  it("refuses it on the resource policy as well, once a run", () => {
    const run = new Run(preview);
    const resource = { urn: openedUrn, type: "aws:iam/role:Role", props: {} };
    const counts = [1, 2, 3].map(() => run.resource(resource, { proxyImage: "x" }).length);
    run.stack([], {});
    assert.deepEqual([...counts, run.resource(resource, { proxyImage: "x" }).length], [1, 0, 0, 1]);
  });

  it("declares its configuration on both policies, with the defaults that it uses", () => {
    for (const policy of createPolicies(preview)) {
      assert.ok([resourcePolicyName, stackPolicyName].includes(policy.name));
      assert.equal(policy.enforcementLevel, "mandatory");
      const properties = policy.configSchema?.properties as Record<string, { default?: unknown }>;
      assert.deepEqual(properties.proxyContainers?.default, ["nginx", "proxy"]);
      assert.deepEqual(properties.proxyImages?.default, []);
    }
  });
});

describe("an update", () => {
  const order = [...shop().map(({ name }) => name), "opened"];
  const inOrder = (stack: Declared[]) =>
    asSeen(
      [...stack].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
      "second",
    ).map((each) => ({ ...each, outputs: {} }));

  it("is stopped at the rule that would open the application, before it is created", async () => {
    const policies = runtime(update);
    const told: string[] = [];
    for (const resource of inOrder(opened)) {
      for (const { level, message } of await policies.analyze(resource))
        told.push(`${level} ${resource.urn === openedUrn} ${message.split("\n")[0]}`);
    }
    assert.deepEqual(told, [
      "mandatory true Security group id-task-group admits 0.0.0.0/0 to port 3000 of service web-service: from the internet, past nginx:8080.",
    ]);
  });

  it("is stopped at the service when the rule is there already", async () => {
    const policies = runtime(update);
    const stopped: string[] = [];
    const ruleFirst = inOrder(opened).sort((a, b) => Number(b.urn === openedUrn) - Number(a.urn === openedUrn));
    for (const resource of ruleFirst) {
      if ((await policies.analyze(resource)).length > 0) stopped.push(resource.type);
    }
    assert.deepEqual(stopped, ["aws:ecs/service:Service"]);
  });

  it("is stopped at a service that registers the application", async () => {
    const wrong = change(shop(), "web-service", {
      loadBalancers: [{ containerName: "app", containerPort: 3000, targetGroupArn: "arn:t" }],
    });
    const policies = runtime(update);
    const stopped: string[] = [];
    for (const resource of inOrder(wrong)) {
      for (const { policy } of await policies.analyze(resource))
        stopped.push(`${policy} at ${resource.urn.split("::").at(-1)}`);
    }
    assert.deepEqual(stopped, ["load-balancer-reaches-only-the-proxy at web-service"]);
  });
});

describe("the report", () => {
  it("names each container of the main shape with exactly one way, the application's through the proxy", async () => {
    const report = await reportOf(shop());
    assert.deepEqual(report.counts, { violations: 0, unproven: 0, notes: 1, waived: 0 });
    const way = [
      "internet",
      "load balancer web (public)",
      "listener HTTP:80",
      "target group web-targets",
      "nginx:8080",
    ];
    const ways = report.containers.map(({ container, role, ways: found }) => ({ container, role, ways: found }));
    assert.deepEqual(ways, [
      { container: "nginx", role: "proxy", ways: [{ hops: way, state: "open" }] },
      { container: "app", role: "application", ways: [{ hops: [...way, "app"], state: "open" }] },
    ]);
    assert.deepEqual(report.graph.edges.filter(({ throughProxy }) => throughProxy).length, 1);
  });

  it("shows at a public address only the containers whose ports the rule opens", async () => {
    const direct = async (port: number): Promise<string[]> => {
      const rule = ingress("open", "task-group", { fromPort: port, toPort: port, cidrIpv4: "0.0.0.0/0" });
      const report = await reportOf([...change(shop(), "web-service", network({ assignPublicIp: true })), rule]);
      const atAddress = ({ ways }: Report["containers"][number]) =>
        ways.some(({ hops }) => hops.length === 3 && hops[1] === "public address of web-service");
      return report.containers.filter(atAddress).map(({ container }) => container);
    };
    assert.deepEqual(await direct(3000), ["app"]);
    assert.deepEqual(await direct(8080), ["nginx"]);
  });

  it("is the golden one", async () => {
    assertGolden("policies/report.json", `${JSON.stringify(await reportOf(opened), null, 2)}\n`);
  });

  it("that cannot be written is a finding, and loses no other", async () => {
    const around: Surroundings = { ...preview, reportFile: () => join(__filename, "report.json") };
    const { stack } = await runtime(around).run(asSeen(opened, "first"));
    assert.deepEqual(
      stack.map(({ policy, level }) => `${policy} ${level}`),
      ["application-port-admits-nobody mandatory", "report advisory"],
    );
  });

  it("notes a public address and plain HTTP, and tells them to nobody else", async () => {
    const report = await reportOf(change(shop(), "web-service", network({ assignPublicIp: true })));
    assert.deepEqual(
      report.notes.map(({ text }) => text),
      [
        "Tasks of service web-service have a public address; their security groups are what closes it.",
        "Load balancer web answers the internet in plain HTTP and has no HTTPS listener.",
      ],
    );
    assert.equal(report.counts.notes, 2);
    assert.deepEqual(report.findings, []);
  });

  it("notes that containers on a host's bridge reach each other, only where tasks are on one", async () => {
    const onBridge = ({ text }: Report["notes"][number]) => text.includes("bridge");
    const report = await reportOf(bridgedShop());
    assert.deepEqual(
      report.notes.filter(onBridge).map(({ text }) => text),
      [
        "Tasks of service web-service are on the bridge of their host: any other container there reaches the ports that they listen on, past the proxy and every security group.",
      ],
    );
    assert.deepEqual(report.findings, []);
    assert.deepEqual((await reportOf(shop())).notes.filter(onBridge), []);
  });
});

/** The report that a preview of this stack writes. */
async function reportOf(stack: Declared[]): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-report-"));
  try {
    const file = join(folder, "deep", "report.json");
    await runtime({ ...preview, reportFile: () => file }).run(asSeen(stack, "first"));
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
