import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { configurationSchema, defaultConfiguration, readConfiguration } from "../../policies/configuration";
import { applyLevels } from "../../policies/configuration/applyLevels";
import { ownNames } from "../../policies/configuration/ownNames";
import { evaluate } from "../../policies/evaluate";
import { reportOf } from "../../policies/report/report";
import { rules } from "../../policies/rules";
import type { Finding } from "../../policies/rules/rule";
import { Run } from "../../policies/run";
import { assertGolden } from "../golden";
import { runs } from "../share";
import { ingress, shop } from "./shop";
import { asSeen } from "./stack";

const rule = "application-port-admits-nobody";
const waiver = { rule, urn: "urn:*", reason: "migration", owner: "team-a", expires: "2027-01-31" };
const external = { id: "sg-0123456789abcdef0", heldBy: "proxied task", proxyPorts: [8080] };

const problemsOf = (given: Record<string, unknown>) => readConfiguration(given).problems;

/** Configurations with one mistake each, and what the only line about it says. */
const mistakes: [string, Record<string, unknown>, RegExp][] = [
  ["a property of another name", { waiver: [] }, /^configuration: given "waiver"; legal: externals, .*waivers; fix: /],
  ["an empty list of proxies", { proxyContainers: [] }, /^configuration\.proxyContainers: given a list of 0; legal: /],
  ["a blank image", { proxyImages: [" "] }, /^configuration\.proxyImages\[0\]: given " "; legal: /],
  [
    "a truth value in quotation marks",
    { refusePlainHttp: "true" },
    /refusePlainHttp: given "true"; legal: true, false/,
  ],
  ["a level of no rule", { levels: { "task-admits": "advisory" } }, /^configuration\.levels: given "task-admits"; /],
  ["a level that is none", { levels: { [rule]: "off" } }, /given "off"; legal: mandatory, advisory, disabled; /],
  ["levels in a list", { levels: [rule] }, /^configuration\.levels: given a list of 1; legal: an object/],
  [
    "waivers that are no list",
    { waivers: waiver },
    /^configuration\.waivers: given an object; legal: a list of objects/,
  ],
  [
    "a waiver that is no object",
    { waivers: [rule] },
    /^configuration\.waivers\[0\]: given "application-.*; legal: an object; /,
  ],
  ["a waiver of no rule", { waivers: [{ ...waiver, rule: "task-admit" }] }, /waivers\[0\]\.rule: given "task-admit"; /],
  [
    "a waiver of everything",
    { waivers: [{ ...waiver, urn: undefined }] },
    /waivers\[0\]: given an object; legal: .*urn/,
  ],
  [
    "a waiver of another shape",
    { waivers: [{ ...waiver, until: "x" }] },
    /waivers\[0\]: given "until"; legal: rule, urn/,
  ],
  [
    "a waiver without reason",
    { waivers: [{ ...waiver, reason: " " }] },
    /waivers\[0\]\.reason: given " "; legal: one line/,
  ],
  ["a reason of two lines", { waivers: [{ ...waiver, reason: "a\nb" }] }, /\.reason: given "a\\nb"; legal: one line/],
  ["a waiver without owner", { waivers: [{ ...waiver, owner: undefined }] }, /\.owner: given nothing; .*; fix: add it/],
  [
    "a day that is not",
    { waivers: [{ ...waiver, expires: "2027-02-30" }] },
    /\.expires: given "2027-02-30"; legal: a day/,
  ],
  ["a day in another form", { waivers: [{ ...waiver, expires: "31.01.2027" }] }, /\.expires: given "31.01.2027"; /],
  [
    "a waiver given twice",
    { waivers: [waiver, { ...waiver, owner: "b" }] },
    /^configuration\.waivers\[1\]: given "application-/,
  ],
  [
    "an external without id",
    { externals: [{ ...external, id: "web" }] },
    /externals\[0\]\.id: given "web"; legal: an id/,
  ],
  [
    "an external held by nobody",
    { externals: [{ id: external.id }] },
    /externals\[0\]\.heldBy: given nothing; legal: /,
  ],
  [
    "a task without ports",
    { externals: [{ ...external, proxyPorts: undefined }] },
    /\.proxyPorts: given nothing; legal: /,
  ],
  [
    "a port that is none",
    { externals: [{ ...external, proxyPorts: [0] }] },
    /\.proxyPorts\[0\]: given 0; legal: a port/,
  ],
  [
    "ports of a load balancer",
    { externals: [{ ...external, heldBy: "load balancer" }] },
    /\.proxyPorts: .* unless heldBy/,
  ],
  [
    "groups without id",
    { externals: [{ ...external, loadBalancerGroups: ["lb"] }] },
    /\.loadBalancerGroups\[0\]: given "lb"; /,
  ],
  ["an external given twice", { externals: [external, external] }, /externals\[1\]\.id: .*; legal: one entry a group/],
];

describe("the configuration", () => {
  it("that is empty is the default one", () => {
    assert.deepEqual(readConfiguration({}), { configuration: defaultConfiguration, problems: [] });
  });

  it("is read as it is given", () => {
    const given = {
      proxyContainers: ["gate"],
      proxyImages: ["*/gate:*"],
      levels: { [rule]: "advisory" },
      refusePlainHttp: true,
      waivers: [waiver],
      externals: [
        { ...external, loadBalancerGroups: ["sg-1"] },
        { id: "sg-2", heldBy: "other" },
      ],
    };
    assert.deepEqual(readConfiguration(given), { configuration: given, problems: [] });
  });

  for (const [title, given, line] of mistakes) {
    it(`is refused in one line for ${title}`, () => {
      const problems = problemsOf(given);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0] ?? "", line);
    });
  }

  it("names every mistake at once", () => {
    const given = {
      waivre: 1,
      proxyContainers: "nginx",
      levels: { internal: "disabled", [rule]: 1 },
      waivers: [{ rule: "configuration", reason: "", expires: null }],
      externals: [{ id: 7, heldBy: "me", x: 1 }],
    };
    const places = problemsOf(given).map((line) => line.split(":")[0]);
    const of = (list: string, ...keys: string[]) => keys.map((key) => `configuration.${list}${key}`);
    assert.deepEqual(places, [
      "configuration",
      "configuration.proxyContainers",
      ...["configuration.levels", `configuration.levels.${rule}`],
      ...of("waivers[0]", "", ".rule", ".reason", ".owner", ".expires"),
      ...of("externals[0]", "", ".id", ".heldBy"),
    ]);
    const listed = rules.map(({ name }) => name).sort();
    const golden = problemsOf(given).join("\n").replaceAll(listed.join(", "), "<rules>");
    assertGolden("policies/configurationProblems.txt", `${golden}\n`);
  });

  it("leaves out what is wrong, and keeps the rest", () => {
    const { configuration } = readConfiguration({
      proxyContainers: [],
      levels: { [rule]: "advisory", "no-rule": "disabled" },
      waivers: [{ ...waiver, urn: "*", expires: "soon" }, waiver],
    });
    assert.deepEqual(configuration, { ...defaultConfiguration, levels: { [rule]: "advisory" }, waivers: [waiver] });
  });

  it("of any shape is read without failing, in short lines, and what is read is legal", () => {
    const key = fc.constantFrom(...Object.keys(defaultConfiguration), ...Object.keys(waiver), "__proto__");
    const part = fc.oneof(
      fc.jsonValue(),
      fc.constant(waiver),
      fc.constant(external),
      fc.constant({ [rule]: "advisory" }),
    );
    const inner = fc.oneof(part, fc.array(part), fc.dictionary(key, part));
    fc.assert(
      fc.property(fc.dictionary(key, inner), (given) => {
        const { configuration, problems } = readConfiguration(given as Record<string, unknown>);
        for (const line of problems) assert.match(line, /^configuration[^\n]{1,2000}; legal: [^\n]+; fix: [^\n]+\.$/);
        assert.deepEqual(readConfiguration({ ...configuration }), { configuration, problems: [] });
      }),
      { numRuns: runs(300) },
    );
  });

  it("repeats no more of what is given than the beginning of a name", () => {
    const long = "x".repeat(10_000);
    for (const line of problemsOf({ [long]: long, refusePlainHttp: long, waivers: [{ [long]: long, rule: long }] })) {
      assert.doesNotMatch(line, /x{41}/);
    }
  });

  it("has in its schema the properties that are read, with the same defaults", () => {
    const properties: Record<string, { default?: unknown }> = configurationSchema.properties;
    const defaults = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, each.default]));
    assert.deepEqual(defaults, defaultConfiguration);
    const [waivers, externals] = [configurationSchema.properties.waivers, configurationSchema.properties.externals];
    const line = problemsOf({ waivers: [{ x: 1 }], externals: [{ x: 1 }] });
    for (const { items } of [waivers, externals]) {
      const legal = `given "x"; legal: ${Object.keys(items.properties).join(", ")};`;
      assert.ok(
        line.some((each) => each.includes(legal)),
        legal,
      );
    }
  });

  it("has no rule under a name of the pack itself", () => {
    for (const { name } of rules) assert.ok(!ownNames.has(name), name);
  });
});

describe("the level of a rule", () => {
  const finding = (name: string, level: Finding["level"]): Finding => ({
    ...{ rule: name, verdict: "unproven", level, edge: { urn: "urn:x" }, way: [], summary: "s", fix: "f" },
  });

  it("stands for the level of all of its findings, up and down", () => {
    const findings = [finding("a", "mandatory"), finding("b", "advisory"), finding("c", "advisory")];
    const levels = applyLevels(findings, { a: "advisory", b: "mandatory" }).map(({ level }) => level);
    assert.deepEqual(levels, ["advisory", "mandatory", "advisory"]);
  });

  it("never touches what the pack says of itself", () => {
    const findings = [...ownNames].map((name) => finding(name, "mandatory"));
    const levels = Object.fromEntries([...ownNames].map((name) => [name, "disabled" as const]));
    assert.deepEqual(applyLevels(findings, levels), findings);
  });

  const opened = [...shop(), ingress("opened", "task-group", { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" })];
  const resources = asSeen(opened, "second");

  it("that is disabled is told once at the stack, and noted in the report", () => {
    const levels = { [rule]: "disabled" };
    const around = { isPreview: () => true, reportFile: () => undefined, today: () => "2027-01-31" };
    const stack = resources.map(({ urn, type, outputs }) => ({ urn, type, props: outputs, propertyDependencies: {} }));
    const told = new Run(around).stack(stack as never, { levels });
    assert.deepEqual(
      told.map(({ rule: name, level, edge, summary }) => ({ name, level, urn: edge.urn, summary })),
      [
        {
          name: "configuration",
          level: "advisory",
          urn: "",
          summary: `The configuration disables ${rule}: what it refuses is not looked for.`,
        },
      ],
    );
    const { configuration } = readConfiguration({ levels });
    const { notes, findings } = reportOf(evaluate(resources, configuration), "preview");
    assert.deepEqual(notes[0], { urn: "", text: `disabled rules: ${rule}` });
    assert.deepEqual(findings, []);
  });

  it("that is advisory does not put a finding before one that stops the run", () => {
    const edge = { urn: "urn:x" };
    const made = (name: string, verdict: Finding["verdict"]) => ({
      name,
      check: () => [{ ...finding(name, "mandatory"), verdict, edge }],
    });
    const ofTwo = [made("weak", "violation"), made("strong", "unproven")] as never;
    const configuration = { ...defaultConfiguration, levels: { weak: "advisory" as const } };
    const { findings } = evaluate([], configuration, { rules: ofTwo });
    assert.deepEqual(
      findings.map(({ rule: name, level }) => `${name} ${level}`),
      ["strong mandatory"],
    );
  });
});
