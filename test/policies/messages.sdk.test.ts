import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { messageOf } from "../../policies/report/message";
import { plainText } from "../../policies/report/plainText";
import { reportOf } from "../../policies/report/report";
import type { MergedFinding } from "../../policies/rules/merge";
import { anyCharacter } from "../anyCharacter";
import { assertGolden } from "../golden";
import { runs } from "../share";
import * as make from "./shop";
import { change, network, shop } from "./shop";
import { arn, asSeen, type Declared, id, modes } from "./stack";

const waiver = { rule: "r", urn: "*", reason: "the old client moves", owner: "team-a", expires: "2027-01-31" };
const edge = { urn: "urn:pulumi:prod::shop::aws:ec2/securityGroup:SecurityGroup::web", part: "ingress[1]" };
const finding: MergedFinding = {
  ...{ rule: "r", verdict: "violation", level: "mandatory", edge, more: 0 },
  ...{ summary: "The internet reaches app:3000.", fix: "Remove this rule.", skips: "nginx:8080" },
  way: ["internet", "public address of web", "app:3000"],
};

/** Any text, also with signs that end lines, hide or turn text, and halves of a surrogate pair. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: anyCharacter() }),
      fc.constantFrom("`", "\n", "\r", "\u2028", "\u202e", "\ud800", "x".repeat(300)),
    ),
  )
  .map((parts) => parts.join(""));

const ends = /[\n\r\u0085\u2028\u2029]/;

describe("the message of a finding", () => {
  it("says the fact, the way, the edge and the fix, and folds a way that is too long to be read", () => {
    const hops = Array.from({ length: 12 }, (_, index) => `hop ${index + 1}`);
    const long = messageOf({ ...finding, way: hops, more: 2, expired: waiver });
    assert.ok(
      long.includes("`hop 1 → hop 2 → hop 3 → hop 4 → … → hop 9 → hop 10 → hop 11 → hop 12`  ✗ skips nginx:8080"),
    );
    const eight = messageOf({ ...finding, way: hops.slice(0, 8) });
    assert.ok(!eight.includes("…") && eight.includes("hop 4 → hop 5"));
    const waived = messageOf({ ...finding, level: "advisory", waiver });
    assertGolden("policies/messages.txt", `${[messageOf(finding), long, waived].join("\n\n")}\n`);
  });

  it("has at most twelve lines, each of its own kind, whatever the names are", () => {
    const texts = fc.record({ summary: anyText, fix: anyText, skips: anyText, urn: anyText, part: anyText });
    const property = fc.property(texts, fc.array(anyText, { minLength: 1 }), anyText, (text, way, owner) => {
      const { urn, part, ...rest } = text;
      const strange = { ...waiver, owner, reason: owner };
      const whole = {
        ...finding,
        ...rest,
        way,
        more: 3,
        edge: { urn: `urn:${urn}`, part },
        expired: strange,
        waiver: strange,
      };
      const lines = messageOf(whole).split("\n");
      assert.equal(lines.length, 7);
      const [waived, , hops, more, expired, edgeLine, fix] = lines;
      assert.match(waived ?? "", /^Waived until 2027-01-31 by /);
      assert.match(hops ?? "", /^`[^`]*` {2}✗ skips [^`]*$/);
      assert.match(more ?? "", /^The same edge opens 3 more such ways\.$/);
      assert.match(expired ?? "", /^The waiver by [^`]* expired on 2027-01-31: [^`]*$/);
      assert.match(edgeLine ?? "", /^Edge: `urn:[^`]*` [^`]*$/);
      assert.match(fix ?? "", /^Fix: [^`]*$/);
      for (const line of lines) assert.ok(!ends.test(line) && line.length < 5000, line);
      assert.doesNotThrow(() => encodeURIComponent(lines.join("")), "no half of a surrogate pair");
    });
    fc.assert(property, { numRuns: runs(300) });
  });

  it("cuts a name of more than a hundred characters, and no URN", () => {
    const long = "n".repeat(101);
    assert.equal(plainText(`group ${long} admits`), `group ${"n".repeat(99)}… admits`);
    assert.equal(plainText("n".repeat(100)), "n".repeat(100));
    assert.equal(plainText("😀".repeat(101)), `${"😀".repeat(99)}…`);
    const urn = `urn:pulumi:prod::shop::${long}::web`;
    assert.ok(messageOf({ ...finding, edge: { urn } }).includes(`Edge: \`${urn}\`\n`));
    assert.equal(plainText("urn:".repeat(1000)).length, 2000);
  });
});

describe("the messages of the pack", () => {
  const open = { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" };

  /** Ways past the proxy, doubts and types that are not followed, around a text of the user's program. */
  function broken(text: string): Declared[] {
    const hidden = {
      environment: [{ name: text, value: text }],
      secrets: [{ name: text, valueFrom: text }],
      command: [text],
      entryPoint: [text],
      dockerLabels: { [text]: text },
      healthCheck: { command: ["CMD", text] },
      logConfiguration: { logDriver: "awslogs", options: { prefix: text } },
    };
    const containers = [
      { ...make.nginx, ...hidden },
      { ...make.app, ...hidden },
    ];
    const more = { description: text, tags: { [text]: text, Name: text } };
    return [
      ...change(
        change(shop(), "web-service", {
          ...network({ assignPublicIp: true, securityGroups: [id("task-group"), id("inline")] }),
          loadBalancers: [{ containerName: "app", containerPort: 3000, targetGroupArn: arn("web-targets") }],
        }),
        "web-task",
        { containerDefinitions: JSON.stringify(containers) },
      ),
      make.group("inline", { ...more, ingress: [{ ...more, protocol: "-1", fromPort: 0, toPort: 0, self: true }] }),
      make.ingress("opened", "task-group", { ...open, ...more }),
      { type: "aws:lambda/functionUrl:FunctionUrl", name: "function", properties: { functionName: text, ...more } },
    ];
  }

  const told = (stack: Declared[]) =>
    modes.flatMap((mode) => reportOf(evaluate(asSeen(stack, mode), defaultConfiguration), "preview").findings);

  it("never repeat a value of the environment, a secret, a command, a label, a tag or a description", () => {
    const planted = "Hunter2-planted-7c1f";
    const findings = told(broken(planted));
    assert.ok(new Set(findings.map(({ rule }) => rule)).size >= 3, "several rules have something to say");
    assert.ok(!JSON.stringify(findings).includes(planted));
  });

  it("keep their shape whatever containers are called and sources look like", () => {
    fc.assert(
      fc.property(anyText, anyText, (name, cidr) => {
        const containers = [make.nginx, { ...make.app, name: `app${name}`, portMappings: [{ containerPort: 3000 }] }];
        const stack = [
          ...change(shop(), "web-task", { containerDefinitions: JSON.stringify(containers) }),
          make.ingress("opened", "task-group", { ...open, cidrIpv4: `0.0.0.0/${cidr}` }),
          make.ingress("world", "task-group", open),
        ];
        const messages = told(stack).map(({ message }) => message);
        assert.ok(messages.length > 0);
        for (const message of messages) {
          const lines = message.split("\n");
          assert.ok(lines.length <= 12);
          assert.match(lines.at(-1) ?? "", /^Fix: /);
          assert.equal((message.match(/`/g) ?? []).length % 2, 0);
          for (const line of lines) assert.ok(!ends.test(line));
        }
      }),
      { numRuns: runs(60) },
    );
  });
});
