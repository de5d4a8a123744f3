import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Audit, audit } from "../../../policies/audit/audit";
import { ExitCode } from "../../../policies/audit/exitCode";
import { readSnapshot } from "../../../policies/audit/inputs/readSnapshot";
import { type Format, render } from "../../../policies/audit/render";
import { type Configuration, defaultConfiguration } from "../../../policies/configuration";
import { rules } from "../../../policies/rules";
import { assertGolden } from "../../golden";
import { group, shop } from "../shop";
import { idIn, stackExport } from "./exported";
import { platform, tenant } from "./platform";
import { assertSarif } from "./sarifStructure";

const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const opener = (name: string, group: string) => ({
  type: ingressRule,
  name,
  properties: { securityGroupId: group, ipProtocol: "tcp", fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" },
});

const stacks = {
  shop: shop(),
  intruder: [opener("open", idIn("shop", "task-group")), opener("elsewhere", "sg-unseen")],
  platform: platform(),
  two: tenant("/two/*", false),
};

function auditOf(configuration: Partial<Configuration> = {}, problems: string[] = []): Audit {
  const snapshots = Object.entries(stacks).map(([project, declared]) =>
    readSnapshot(JSON.stringify(stackExport(project, declared), null, 2), `exports/${project}.json`),
  );
  return audit(snapshots, {
    configuration: { ...defaultConfiguration, ...configuration },
    today: "2027-01-31",
    problems,
  });
}

const nothing = audit([], { configuration: defaultConfiguration, today: "2027-01-31" });
const rendered = (done: Audit, format: Format) =>
  render(done, format, { exitCode: ExitCode.Violation, colours: false });

describe("the report of an audit", () => {
  it("as text has a searchable line for each finding, by stack, and the counts last", () => {
    const text = rendered(auditOf(), "text");
    assertGolden("policies/audit/report.txt", text);
    const lines = text.split("\n");
    const findings = lines.filter((line) => /^ {2}\S/.test(line));
    assert.deepEqual(
      findings.map((line) => line.replace(/[a-z-]+(?=,? ?(only across stacks)?$)/, "RULE")),
      [
        "  unproven, advisory intruder/prod RULE",
        "  violation intruder/prod RULE, only across stacks",
        "  violation two/prod RULE, only across stacks",
      ],
    );
    assert.match(lines.at(-2) ?? "", /^4 stacks with \d+ resources: 2 violations, 0 unproven, 1 advisory\.$/);
  });

  it("as text has colours only when they are asked for", () => {
    const sequence = "\u001b[";
    assert.ok(!rendered(auditOf(), "text").includes(sequence));
    assert.ok(
      render(auditOf(), "text", { exitCode: ExitCode.Violation, colours: true }).includes(`${sequence}31mviolation`),
    );
  });

  it("as Markdown has a table, each message, and a picture of the ways of violations", () => {
    const markdown = rendered(auditOf({}, ["exports/broken.json: is empty; fix: export it again"]), "markdown");
    assertGolden("policies/audit/report.md", markdown);
    assert.equal(markdown.match(/^\| (intruder|two)\/prod \|/gm)?.length, 3);
    const [, picture = ""] = /```mermaid\n([\s\S]*?)```/.exec(markdown) ?? [];
    assert.equal(picture.match(/subgraph/g)?.length, 2, "one frame a violation");
    assert.match(picture, /way2_0\["internet"\]/);
    assert.match(markdown, /## Not audited\n\n- exports\/broken\.json/);
  });

  it("as Markdown says so when all is closed, and shows no empty parts", () => {
    assert.equal(
      rendered(nothing, "markdown"),
      "# Gatehouse audit\n\n0 stacks with 0 resources: 0 violations, 0 unproven, 0 advisory.\n",
    );
  });

  it("as JSON holds everything, property by property", () => {
    const report = JSON.parse(rendered(auditOf(), "json"));
    assert.equal(report.version, 1);
    assert.deepEqual(report.counts, { violations: 2, unproven: 0, advisory: 1 });
    assert.deepEqual(
      report.stacks.map(({ stack }: { stack: string }) => stack),
      ["intruder/prod", "platform/prod", "shop/prod", "two/prod"],
    );
    const open = report.findings.find(({ acrossStacks }: { acrossStacks: boolean }) => acrossStacks);
    assert.equal(open.file, "exports/intruder.json");
    assert.deepEqual(open.meets, [`urn:pulumi:prod::shop::${group("task-group").type}::task-group`]);
    assert.match(open.message, /^Security group task-group admits/);
  });

  it("names every stack, also where names hold signs of Markdown or HTML", () => {
    const declared = [opener("<b>|*`", "sg-unseen")];
    const snapshot = readSnapshot(JSON.stringify(stackExport("a|b", declared)), "a|b.json");
    const odd = audit([snapshot], { configuration: defaultConfiguration, today: "2027-01-31" });
    const markdown = rendered(odd, "markdown");
    assert.match(markdown, /a\\\|b\/prod/);
    const rows = markdown.split("\n").filter((line) => line.startsWith("| a"));
    assert.equal(rows[0]?.split(/(?<!\\)\|/).length, 7, rows[0]);
  });
});

describe("the report as SARIF", () => {
  it("has the structure that version 2.1.0 requires", () => {
    assertSarif(JSON.parse(rendered(auditOf(), "sarif")));
    assertSarif(JSON.parse(rendered(nothing, "sarif")));
  });

  it("describes every rule with what it holds to, why, and how to fix it", () => {
    const [run] = JSON.parse(rendered(nothing, "sarif")).runs;
    const described = run.tool.driver.rules;
    assert.deepEqual(
      described.map(({ id }: { id: string }) => id),
      rules.map(({ name }) => name),
    );
    rules.forEach(({ what, why, fix }, index) => {
      for (const text of [what, why, fix]) assert.ok(described[index].help.text.includes(text));
    });
  });

  it("points at the line of the edge in its export, and at its URN", () => {
    const [run] = JSON.parse(rendered(auditOf(), "sarif")).runs;
    const violation = run.results.find(({ level }: { level: string }) => level === "error");
    const [{ physicalLocation, logicalLocations }] = violation.locations;
    assert.equal(physicalLocation.artifactLocation.uri, "exports/intruder.json");
    const written = JSON.stringify(stackExport("intruder", stacks.intruder), null, 2).split("\n");
    assert.ok(written[physicalLocation.region.startLine - 1]?.includes(logicalLocations[0].fullyQualifiedName));
    assert.equal(logicalLocations[0].kind, "resource");
  });

  it("weighs a violation as error, what is waived or rests on something outside as note", () => {
    const { rule = "" } = auditOf().findings.find(({ stack }) => stack === "two/prod") ?? {};
    const waiver = { rule, urn: "*::two::*", reason: "moves soon", owner: "two", expires: "2027-01-31" };
    const [run] = JSON.parse(rendered(auditOf({ waivers: [waiver] }), "sarif")).runs;
    assert.deepEqual(
      run.results.map(({ level }: { level: string }) => level),
      ["note", "error", "note"],
    );
    assert.deepEqual(run.results[2].suppressions, [{ kind: "external", justification: "moves soon" }]);
  });

  it("keeps the fingerprint of an edge from run to run, and has another for each edge", () => {
    const intruder = [opener("one", "sg-unseen"), opener("two", "sg-unseen")];
    const prints = () => {
      const snapshot = readSnapshot(JSON.stringify(stackExport("intruder", intruder)), "intruder.json");
      const done = audit([snapshot], { configuration: defaultConfiguration, today: "2027-01-31" });
      const [run] = JSON.parse(rendered(done, "sarif")).runs;
      return run.results.map(({ partialFingerprints }: { partialFingerprints: object }) =>
        JSON.stringify(partialFingerprints),
      );
    };
    assert.deepEqual(prints(), prints());
    assert.equal(new Set(prints()).size, 2);
  });

  it("reports inputs that were not audited, and that the run was not whole", () => {
    const done = auditOf({}, ["broken.json: is empty"]);
    const [run] = JSON.parse(render(done, "sarif", { exitCode: ExitCode.InvalidInput, colours: false })).runs;
    assert.equal(run.invocations[0].executionSuccessful, false);
    assert.deepEqual(run.invocations[0].toolExecutionNotifications, [
      { level: "error", message: { text: "broken.json: is empty" } },
    ]);
  });
});
