import assert from "node:assert/strict";
import type { Policies } from "@pulumi/policy";
import fc from "fast-check";
import { describe, it } from "mocha";
import { type Configuration, defaultConfiguration } from "../../policies/configuration";
import { ownNames } from "../../policies/configuration/ownNames";
import { evaluate } from "../../policies/evaluate";
import { createPolicies } from "../../policies/pack";
import { messageOf } from "../../policies/report/message";
import { reportOf } from "../../policies/report/report";
import { type MergedFinding, merge } from "../../policies/rules/merge";
import type { Finding, Rule } from "../../policies/rules/rule";
import type { Surroundings } from "../../policies/run";
import { applyWaivers } from "../../policies/waivers/apply";
import { unusedWaivers } from "../../policies/waivers/unused";
import type { Waiver } from "../../policies/waivers/waiver";
import { assertGolden } from "../golden";
import { runs } from "../share";
import { type Diagnostic, PolicyRuntime } from "./runtime";
import { ingress, shop } from "./shop";
import { asSeen, urnOf } from "./stack";

const rule = "application-port-admits-nobody";
const opened = [...shop(), ingress("opened", "task-group", { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" })];
const openedUrn = urnOf({ type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name: "opened" });
const lastDay = "2027-01-31";
const waiver: Waiver = { rule, urn: openedUrn, reason: "the old client moves", owner: "team-a", expires: lastDay };

const preview: Surroundings = { isPreview: () => true, reportFile: () => undefined, today: () => lastDay };
const urns = asSeen(opened, "second").map(({ urn }) => urn);

const evaluated = (waivers: Waiver[], today = lastDay) =>
  evaluate(asSeen(opened, "second"), { ...defaultConfiguration, waivers }, { today });

/** The policies with a configuration that the engine would hand to them. */
function configured(policies: Policies, given: Partial<Configuration>): Policies {
  return policies.map((policy) => {
    const getConfig = () => given as never;
    if ("validateStack" in policy) {
      return { ...policy, validateStack: (args, report) => policy.validateStack({ ...args, getConfig }, report) };
    }
    const validate = policy.validateResource;
    assert.ok(typeof validate === "function");
    return { ...policy, validateResource: (args, report) => validate({ ...args, getConfig }, report) };
  });
}

const runWith = (waivers: Waiver[], around: Surroundings = preview) =>
  new PolicyRuntime(configured(createPolicies(around), { waivers })).run(asSeen(opened, "second"));

const short = ({ policy, level }: Diagnostic) => `${policy} ${level}`;

describe("a waiver", () => {
  it("in force leaves the finding advisory, on its edge, and says until when, by whom and why", async () => {
    const { stack } = await runWith([waiver]);
    assert.deepEqual(stack.map(short), [`${rule} advisory`]);
    assert.equal(stack[0]?.urn, openedUrn);
    assert.match(stack[0]?.message ?? "", /^Waived until 2027-01-31 by team-a: the old client moves\nSecurity group /);
    assertGolden("policies/waivedMessage.txt", `${stack[0]?.message}\n`);
  });

  it("holds on its last day and not on the next", () => {
    const levelOn = (today: string) => evaluated([waiver], today).findings.map(({ level }) => level);
    assert.deepEqual(["2026-12-31", lastDay, "2027-02-01"].map(levelOn), [["advisory"], ["advisory"], ["mandatory"]]);
  });

  it("that expired leaves the finding at its own level, and says so", async () => {
    const { stack } = await runWith([waiver], { ...preview, today: () => "2027-02-01" });
    assert.deepEqual(stack.map(short), [`${rule} mandatory`]);
    assert.match(stack[0]?.message ?? "", /\nThe waiver by team-a expired on 2027-01-31: the old client moves\nEdge: /);
    assert.doesNotMatch(stack[0]?.message ?? "", /Waived/);
  });

  it("is in force on no day when nobody says which day it is", () => {
    const { findings } = evaluate(asSeen(opened, "second"), { ...defaultConfiguration, waivers: [waiver] });
    assert.deepEqual(
      findings.map(({ level }) => level),
      ["mandatory"],
    );
  });

  it("lets an update create what is waived, and no more", async () => {
    const update = { ...preview, isPreview: () => false };
    const told = async (waivers: Waiver[], today: string) =>
      (await runWith(waivers, { ...update, today: () => today })).resources.map(short);
    assert.deepEqual(await told([waiver], lastDay), []);
    assert.deepEqual(await told([waiver], "2027-02-01"), [`${rule} mandatory`]);
    assert.deepEqual(await told([{ ...waiver, urn: "*::other" }], lastDay), [`${rule} mandatory`]);
  });

  it("is in the report with the finding, which counts neither as violation nor as unproven", () => {
    const { counts, findings } = reportOf(evaluated([waiver]), "preview");
    assert.deepEqual(counts, { violations: 0, unproven: 0, notes: 1, waived: 1 });
    const { expires, owner, reason } = waiver;
    assert.deepEqual(
      findings.map(({ verdict, level, waived }) => ({ verdict, level, waived })),
      [{ verdict: "violation", level: "advisory", waived: { expires, owner, reason } }],
    );
    const late = reportOf(evaluated([waiver], "2027-02-01"), "preview");
    assert.deepEqual(late.findings[0]?.expired, { expires, owner, reason });
    assert.deepEqual([late.findings[0]?.waived, late.counts.violations], [undefined, 1]);
  });
});

describe("what a waiver covers", () => {
  const finding = (name: string, part?: string): Finding => ({
    ...{ rule: name, verdict: "violation", level: "mandatory", way: [], summary: `${name} ${part}`, fix: "f" },
    edge: { urn: "urn:x::web", ...(part === undefined ? {} : { part }) },
  });
  const waives = (changes: Partial<Waiver>, part?: string) => {
    const { urn: _, ...rest } = waiver;
    const [weighed] = applyWaivers([finding(rule, part)], [{ ...rest, ...changes }], lastDay).findings;
    return weighed?.waiver !== undefined;
  };

  it("is one rule, the URNs that match, and the parts that match", () => {
    assert.ok(waives({ urn: "urn:x::web" }));
    assert.ok(waives({ urn: "*::web" }, "ingress[1]"));
    assert.ok(waives({ edge: "ingress[*]" }, "ingress[1]"));
    assert.ok(waives({ urn: "*::web", edge: "ingress[1]" }, "ingress[1]"));
    assert.ok(!waives({ urn: "web" }));
    assert.ok(!waives({ urn: "*::web", edge: "ingress[2]" }, "ingress[1]"));
    assert.ok(!waives({ edge: "ingress[*]" }));
    assert.ok(!waives({ rule: "every-door-is-followed", urn: "*" }));
  });

  it("is never what the pack says of itself", () => {
    for (const name of ownNames) {
      const { findings, used } = applyWaivers([finding(name)], [{ ...waiver, rule: name, urn: "*" }], lastDay);
      assert.deepEqual([findings, used.size], [[finding(name)], 0]);
    }
  });

  it("is the finding with the waiver that lasts longest, whatever their order", () => {
    const waivers = ["2027-01-31", "2027-03-31", "2027-02-28"].map((expires) => ({ ...waiver, urn: "*", expires }));
    for (const order of [waivers, waivers.toReversed()]) {
      const { findings, used } = applyWaivers([finding(rule)], order, lastDay);
      assert.deepEqual([findings[0]?.waiver, [...used]], [waivers[1], [waivers[1]]]);
    }
  });

  it("hides no finding of another rule on the same edge, be it weaker or stronger", () => {
    const checks = (...findings: Finding[]) => [{ name: "checks", check: () => findings }] as unknown as Rule[];
    const [first, second] = ["public-task-admits-only-the-load-balancer", rule];
    const told = (waived: string, findings: Finding[]) =>
      evaluate(
        [],
        { ...defaultConfiguration, waivers: [{ ...waiver, rule: waived, urn: "*" }] },
        { today: lastDay, rules: checks(...findings) },
      )
        .findings.map((each) => `${each.rule} ${each.level}`)
        .sort();
    const both = [finding(first), finding(second)];
    assert.deepEqual(evaluate([], defaultConfiguration, { rules: checks(...both) }).findings.length, 1);
    assert.deepEqual(told(first, both), [`${first} advisory`, `${second} mandatory`].sort());
    assert.deepEqual(told(second, both), [`${first} mandatory`, `${second} advisory`].sort());
    const doubt: Finding = { ...finding(second), verdict: "unproven" };
    assert.deepEqual(told(first, [finding(first), doubt]), [`${first} advisory`, `${second} mandatory`].sort());
  });

  it("stands for every further way that the same rule finds on the edge", () => {
    const twice = [finding(rule), { ...finding(rule), summary: "another" }];
    const rules = [{ name: "checks", check: () => twice }] as unknown as Rule[];
    const waivers = [{ ...waiver, urn: "*" }];
    const { findings } = evaluate([], { ...defaultConfiguration, waivers }, { today: lastDay, rules });
    assert.deepEqual(
      findings.map(({ more, level }) => ({ more, level })),
      [{ more: 1, level: "advisory" }],
    );
  });
});

describe("waivers of any kind", () => {
  const names = [rule, "every-door-is-followed", "internal"];
  const places = ["urn:a", "urn:b"];
  const anyFinding = fc.record({
    rule: fc.constantFrom(...names),
    verdict: fc.constantFrom<Finding["verdict"]>("violation", "unproven"),
    level: fc.constantFrom<Finding["level"]>("mandatory", "advisory"),
    edge: fc.record({ urn: fc.constantFrom(...places) }),
    summary: fc.constantFrom("one", "another"),
  });
  const anyWaiver = fc.record({
    rule: fc.constantFrom(...names),
    urn: fc.constantFrom("*", ...places),
    expires: fc.constantFrom("2027-01-30", lastDay, "2027-02-01"),
  });

  it("never make light of a finding that no waiver in force speaks of, merged or not", () => {
    fc.assert(
      fc.property(fc.array(anyFinding), fc.array(anyWaiver), (found, scopes) => {
        const findings = found.map((each): Finding => ({ ...each, way: [], fix: "f" }));
        const waivers = scopes.map((scope) => ({ ...waiver, ...scope }));
        const covered = ({ rule: of, edge: { urn } }: Finding) =>
          of !== "internal" &&
          waivers.some((each) => each.rule === of && ["*", urn].includes(each.urn) && each.expires >= lastDay);
        const merged = merge(applyWaivers(findings, waivers, lastDay).findings);
        const stops = (urn: string) => merged.some(({ edge, level }) => edge.urn === urn && level === "mandatory");
        for (const urn of places) {
          const expected = findings.some(
            (each) => each.edge.urn === urn && each.level === "mandatory" && !covered(each),
          );
          assert.equal(stops(urn), expected);
        }
        for (const each of findings.filter(covered)) {
          const told = merged.filter(({ waiver: by, edge }) => by?.rule === each.rule && edge.urn === each.edge.urn);
          assert.equal(told.length, 1, "a waiver that is used is told");
        }
      }),
      { numRuns: runs(500) },
    );
  });
});

describe("a waiver without use", () => {
  const elsewhere = { ...waiver, urn: "urn:pulumi:test::shop::*::gone" };
  const unused = (waivers: Waiver[], levels: Configuration["levels"] = {}) =>
    unusedWaivers({ ...defaultConfiguration, waivers, levels }, new Set(), urns, lastDay).map(({ summary }) => summary);

  it("is told, advisory, with its rule, scope and owner", async () => {
    const { stack } = await runWith([waiver, elsewhere]);
    assert.deepEqual(stack.map(short).sort(), [`${rule} advisory`, "waivers advisory"]);
    assert.match(
      stack.find(({ policy }) => policy === "waivers")?.message ?? "",
      /^The waiver of application-port-.* by team-a \(urn urn:pulumi:test::shop::\*::gone\) holds until 2027-01-31 and covers nothing/,
    );
  });

  it("is told once each, and an expired one as expired", () => {
    assert.equal(unused([elsewhere, { ...elsewhere, edge: "ingress[0]" }]).length, 2);
    assert.match(
      unused([{ ...elsewhere, expires: "2027-01-30" }])[0] ?? "",
      / expired on 2027-01-30 and covers nothing/,
    );
  });

  it("is told when another waiver covers all that it could", () => {
    const { waiversUsed } = evaluated([waiver, { ...waiver, urn: "*", expires: "2027-02-28" }]);
    assert.deepEqual(
      [...waiversUsed].map(({ urn }) => urn),
      ["*"],
    );
  });

  it("is no matter of a stack that its pattern cannot mean", () => {
    const of = (urn: string) => unused([{ ...waiver, urn }]).length;
    assert.equal(of("urn:pulumi:prod::shop::*"), 0);
    assert.equal(of("urn:pulumi:test::shopping::*"), 0);
    assert.equal(of("urn:pulumi:test"), 0);
    assert.equal(of("urn:pulumi:test*"), 1);
    assert.equal(of("urn:pulumi:test::shop::aws:ecs/service:Service::gone"), 1);
    assert.equal(of("*::gone"), 1);
  });

  it("is not told of a disabled rule, of which nothing is known", () => {
    assert.deepEqual(unused([elsewhere], { [rule]: "disabled" }), []);
  });

  it("is not told when a check failed, because the check may be the one that it is for", async () => {
    const failing = {
      name: rule,
      check: () => {
        throw new TypeError("broken");
      },
    } as unknown as Rule;
    const { stack } = await runWith([waiver], { ...preview, rules: [failing] });
    assert.deepEqual(stack.map(short), ["internal mandatory"]);
  });

  it("is not told of single resources, before creation", async () => {
    const { resources } = await runWith([elsewhere, waiver], { ...preview, isPreview: () => false });
    assert.deepEqual(resources, []);
  });
});

describe("a message about a waived finding", () => {
  it("keeps its shape whatever owner and reason are", () => {
    const [finding] = evaluated([waiver]).findings;
    const strange = { ...waiver, owner: "a`\n`b", reason: "\u202e# x" };
    const lines = messageOf({ ...(finding as MergedFinding), waiver: strange }).split("\n");
    assert.equal(lines[0], "Waived until 2027-01-31 by a' 'b:  # x");
    assert.equal(lines.length, 5);
  });
});
