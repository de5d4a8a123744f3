import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Audit, audit } from "../../../policies/audit/audit";
import { readSnapshot } from "../../../policies/audit/inputs/readSnapshot";
import { defaultConfiguration } from "../../../policies/configuration";
import { change, group, ingress, listener, service, shop, targetGroup, taskDefinition, without } from "../shop";
import { arn, type Declared, id } from "../stack";
import { arnIn, type ExportOptions, idIn, previewPlan, stackExport, urnIn } from "./exported";
import { platform, tenant } from "./platform";

type Stacks = Record<string, readonly Declared[]>;

function auditOf(stacks: Stacks, options: Record<string, ExportOptions> = {}): Audit {
  const snapshots = Object.entries(stacks).map(([project, declared]) =>
    readSnapshot(JSON.stringify(stackExport(project, declared, options[project])), `${project}.json`),
  );
  return audit(snapshots, { configuration: defaultConfiguration, today: "2027-01-31" });
}

const told = ({ findings }: Audit) =>
  findings.map(({ verdict, level, stack, edge, acrossStacks }) => ({
    verdict,
    level,
    stack,
    urn: edge.urn,
    acrossStacks,
  }));

const opener = (port: number): Declared[] => [
  {
    ...ingress("open", "task-group", { fromPort: port, toPort: port, cidrIpv4: "10.0.0.0/8" }),
    properties: {
      securityGroupId: idIn("shop", "task-group"),
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      cidrIpv4: "10.0.0.0/8",
    },
  },
];

describe("an audit across stacks", () => {
  it("says nothing about stacks that are closed", () => {
    const closed = auditOf({ shop: shop(), platform: platform(), one: tenant("/one/*"), two: tenant("/two/*") });
    assert.deepEqual(closed.findings, []);
    assert.equal(closed.stacks.length, 4);
  });

  it("finds the stack that opens another stack's task group, which neither of them shows", () => {
    const open = opener(3000)[0] as Declared;
    assert.deepEqual(told(auditOf({ shop: shop() })), []);
    const alone = auditOf({ intruder: [open] });
    assert.deepEqual(
      alone.findings.map(({ verdict, level }) => [verdict, level]),
      [["unproven", "advisory"]],
      "alone it is a doubt about a group outside",
    );
    const together = auditOf({ shop: shop(), intruder: [open] });
    assert.deepEqual(told(together), [
      {
        verdict: "violation",
        level: "mandatory",
        stack: "intruder/prod",
        urn: urnIn("intruder", open),
        acrossStacks: true,
      },
    ]);
    assert.deepEqual(together.findings[0]?.meets, [urnIn("shop", group("task-group"))]);
    assert.match(together.findings[0]?.summary ?? "", /web-service/);
  });

  it("says nothing when the stack that opened the group no longer does", () => {
    assert.deepEqual(told(auditOf({ shop: shop(), intruder: [] })), []);
    assert.deepEqual(told(auditOf({ shop: shop(), intruder: [group("other")] })), []);
  });

  it("finds the listener of one stack that forwards to the application's target group of another", () => {
    const inside = [
      ...shop(),
      targetGroup("app-targets"),
      taskDefinition("plain-task", [{ name: "app", portMappings: [{ containerPort: 3000 }] }]),
      group("plain-group"),
      {
        ...service("plain", "plain-task", [
          { containerName: "app", containerPort: 3000, targetGroupArn: arn("app-targets") },
        ]),
      },
    ];
    const shopWithWorker = change(inside, "plain", {
      networkConfiguration: { subnets: ["subnet-1"], securityGroups: [id("plain-group")], assignPublicIp: false },
    });
    const balancer = [...without(platform(), "public-http"), listener("public-http", "public", "nothing")];
    const forwards = change(balancer, "public-http", {
      defaultActions: [{ type: "forward", targetGroupArn: arnIn("shop", "app-targets") }],
    });
    const together = auditOf({ shop: shopWithWorker, edge: forwards });
    const [finding] = together.findings.filter(({ level }) => level === "mandatory");
    assert.equal(finding?.verdict, "violation");
    assert.equal(finding?.acrossStacks, true);
    assert.equal(finding?.stack, "shop/prod");
    assert.match(finding?.way.join(" → ") ?? "", /internet → load balancer public \(public\) → .* → app:3000/);
    const alone = auditOf({ shop: shopWithWorker });
    assert.ok(alone.findings.every(({ verdict }) => verdict === "unproven"));
  });

  it("follows a shared load balancer: tenants with a proxy are clean, one without is a violation", () => {
    const clean = auditOf({ platform: platform(), one: tenant("/one/*"), two: tenant("/two/*") });
    assert.deepEqual(told(clean), []);
    const broken = auditOf({ platform: platform(), one: tenant("/one/*"), two: tenant("/two/*", false) });
    assert.deepEqual(
      broken.findings.map(({ verdict, stack, rule, acrossStacks }) => ({ verdict, stack, rule, acrossStacks })),
      [{ verdict: "violation", stack: "two/prod", rule: "service-without-proxy-is-not-public", acrossStacks: true }],
    );
    const meets = broken.findings[0]?.meets ?? [];
    assert.ok(
      meets.includes(urnIn("platform", { type: "aws:lb/listener:Listener", name: "public-http" })),
      meets.join(),
    );
  });

  it("settles the doubts that a stack alone has about what it shares", () => {
    const alone = auditOf({ one: tenant("/one/*") });
    assert.ok(alone.findings.length > 0);
    assert.ok(alone.findings.every(({ level, acrossStacks }) => level === "advisory" && !acrossStacks));
    assert.deepEqual(told(auditOf({ platform: platform(), one: tenant("/one/*") })), []);
  });

  it("does not confuse stacks that use the same task definition family", () => {
    const named = change(shop(), "web-service", { taskDefinition: "web" }).map((each) =>
      each.name === "web-task" ? { ...each, properties: { ...each.properties, family: "web" } } : each,
    );
    const open = change(named, "web-task", {
      containerDefinitions: JSON.stringify([{ name: "nginx", portMappings: [] }]),
    });
    assert.deepEqual(told(auditOf({ shop: named })), []);
    assert.deepEqual(told(auditOf({ shop: named, other: named })), []);
    assert.deepEqual(told(auditOf({ shop: named, other: named }, { other: { region: "us-east-1" } })), []);
    const stacks = new Set(auditOf({ shop: named, other: open }).findings.map(({ stack }) => stack));
    assert.ok(!stacks.has("shop/prod"), "what is wrong in one is no doubt about the other");
  });

  it("lets the stack that manages a resource say what it is, not one that read it once", () => {
    const reading = [
      { ...group("shop-tasks", { id: idIn("shop", "task-group"), ingress: [] }) },
      { ...ingress("open", "shop-tasks", { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" }) },
    ];
    const withId = change(reading, "open", { securityGroupId: idIn("shop", "task-group") });
    const options = { reader: { read: ["shop-tasks"] } };
    const together = auditOf({ shop: shop(), reader: withId }, options);
    assert.deepEqual(
      together.findings.map(({ verdict, stack }) => [verdict, stack]),
      [["violation", "reader/prod"]],
    );
  });

  it("joins one group that two stacks only read", () => {
    const shared = { ...group("shared", { id: "sg-shared", ingress: [] }) };
    const reader = change([...shop(), shared], "web-service", {
      networkConfiguration: {
        subnets: ["subnet-1"],
        securityGroups: [id("task-group"), "sg-shared"],
        assignPublicIp: false,
      },
    });
    const options = { one: { read: ["shared"] }, two: { read: ["shared"] } };
    assert.deepEqual(told(auditOf({ one: reader, two: reader }, options)), []);
  });

  it("says the same whatever the order of the inputs is", () => {
    const stacks = { shop: shop(), intruder: opener(3000), platform: platform(), two: tenant("/two/*", false) };
    const reversed = Object.fromEntries(Object.entries(stacks).reverse());
    assert.deepEqual(auditOf(reversed), auditOf(stacks));
    assert.equal(auditOf(stacks).findings.length, 2);
  });

  it("counts an opening of the proxy's own port to others than the load balancer as a violation too", () => {
    assert.deepEqual(
      auditOf({ shop: shop(), intruder: opener(8080) }).findings.map(({ verdict, stack }) => [verdict, stack]),
      [["violation", "intruder/prod"]],
    );
  });

  it("finds the way that a plan is about to open into a stack that exists", () => {
    const plan = previewPlan("two", tenant("/two/*", false));
    const existing = JSON.stringify(stackExport("platform", platform()));
    const snapshots = [readSnapshot(existing, "platform.json"), readSnapshot(JSON.stringify(plan), "plan.json")];
    const [finding, ...more] = audit(snapshots, { configuration: defaultConfiguration, today: "2027-01-31" }).findings;
    assert.deepEqual([finding?.verdict, finding?.file, more], ["violation", "plan.json", []]);
    assert.ok(finding?.meets.includes(urnIn("platform", { type: "aws:lb/listener:Listener", name: "public-http" })));
  });

  it("judges a group that is only read by what its stack read of it", () => {
    const rules = [{ protocol: "tcp", fromPort: 3000, toPort: 3000, cidrBlocks: ["0.0.0.0/0"] }];
    const holder = change([...shop(), group("read", { ingress: rules })], "web-service", {
      networkConfiguration: {
        subnets: ["subnet-1"],
        securityGroups: [id("task-group"), id("read")],
        assignPublicIp: false,
      },
    });
    const { findings } = auditOf({ shop: holder }, { shop: { read: ["read"] } });
    assert.deepEqual(
      findings.map(({ verdict, edge }) => [verdict, edge.urn]),
      [["violation", urnIn("shop", group("read"))]],
    );
  });

  it("follows a hidden id to the stack that manages what was read", () => {
    const read = group("shop-tasks", { id: idIn("shop", "task-group"), ingress: [] });
    const document = stackExport("reader", [read, ingress("open", "shop-tasks", { fromPort: 3000, toPort: 3000 })], {
      read: ["shop-tasks"],
    });
    for (const { inputs } of document.deployment.resources) {
      if ("securityGroupId" in inputs) {
        const hidden = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };
        Object.assign(inputs, { securityGroupId: hidden, cidrIpv4: "0.0.0.0/0" });
      }
    }
    const snapshots = [stackExport("shop", shop()), document].map((each) =>
      readSnapshot(JSON.stringify(each), "x.json"),
    );
    const { findings } = audit(snapshots, { configuration: defaultConfiguration, today: "2027-01-31" });
    assert.deepEqual(
      findings.map(({ verdict, stack }) => [verdict, stack]),
      [["violation", "reader/prod"]],
    );
  });

  it("says of the configuration what belongs to no stack, once and for all stacks", () => {
    const rule = "application-port-admits-nobody";
    const waiver = { rule, urn: "*", reason: "moves", owner: "shop", expires: "2027-12-31" };
    const snapshot = readSnapshot(JSON.stringify(stackExport("shop", shop())), "shop.json");
    const { findings } = audit([snapshot], {
      configuration: { ...defaultConfiguration, waivers: [waiver] },
      today: "2027-01-31",
    });
    assert.deepEqual(
      findings.map(({ rule, stack, acrossStacks, level }) => ({ rule, stack, acrossStacks, level })),
      [{ rule: "waivers", stack: undefined, acrossStacks: false, level: "advisory" }],
    );
  });
});
