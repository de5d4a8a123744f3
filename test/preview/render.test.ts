import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { dot } from "../../preview/render/graphviz";
import { escaped, markdown } from "../../preview/render/markdown";
import { mermaid } from "../../preview/render/mermaid";
import { terminalText } from "../../preview/render/terminal";
import { shortType, tree } from "../../preview/render/tree";
import { inOrder } from "../../preview/render/wording";
import type { Finding } from "../../preview/report";
import { samplePreview, sampleReport, violation } from "./sampleReport";

describe("the resource tree", () => {
  it("nests children, sorts siblings by type and name, and leaves providers out", () => {
    const lines = tree(samplePreview.plan).map(({ branches, name, type }) => `${branches}${name} ${type}`);
    assert.deepEqual(lines, [
      "shop-dev pulumi.pulumi.Stack",
      "├─ cluster aws.ecs.Cluster",
      "└─ web gatehouse.Network",
      "   ├─ public-1 aws.ec2.Subnet",
      "   ├─ public-2 aws.ec2.Subnet",
      "   └─ vpc aws.ec2.Vpc",
    ]);
  });

  it("shortens a type to package, module and name", () => {
    assert.equal(shortType("aws:lb/loadBalancer:LoadBalancer"), "aws.lb.LoadBalancer");
    assert.equal(shortType("docker:index/image:Image"), "docker.Image");
    assert.equal(shortType("awsx:ec2:Vpc"), "awsx.ec2.Vpc");
  });
});

describe("the pictures", () => {
  it("draw the proxy green, a way that may exist dashed, and only the way past the proxy red", () => {
    const text = mermaid(sampleReport);
    assert.match(text, /n3\["nginx:8080"\]:::proxy/);
    assert.match(text, /n4\["app:3000"\]:::application/);
    assert.match(text, /n0 -\.-> n1/);
    assert.match(text, /n2 --> n4/);
    assert.match(text, /linkStyle 3 stroke:#c0392b/);
    assert.equal(dot(sampleReport).match(/#c0392b/g)?.length, 1);
    assert.match(dot(sampleReport), /n0 -> n1 \[label="", style=dashed\]/);
  });

  it("let no name break out of its label", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (label) => {
        const graph = { nodes: [{ id: "x", kind: "container", label }], edges: [] };
        const [, node = ""] = mermaid({ ...sampleReport, graph }).split("\n");
        assert.match(node, /^ {2}n0\["[^"\n<>`]*"\]:::other$/);
        const drawnNode =
          dot({ ...sampleReport, graph })
            .split("\n")
            .find((line) => line.startsWith("  n0 ")) ?? "";
        assert.match(drawnNode, /^ {2}n0 \[label="(?:[^"\\]|\\.)*", fillcolor="#f4f6f6"\];$/);
      }),
    );
  });
});

describe("a waived finding", () => {
  const waiver = { expires: "2027-01-31", owner: "team-a", reason: "the old client moves" };
  const waived: Finding = { ...violation, level: "advisory", waived: waiver };
  const counts = { ...sampleReport.counts, violations: 0, waived: 1 };
  const preview = { ...samplePreview, judgement: { exitCode: 0 as const, unexplained: [] } };
  const accepted = { ...preview, report: { ...sampleReport, counts, findings: [waived] } };
  const line = "waived until 2027-01-31 by team-a: the old client moves";

  it("is shown with its waiver, in the terminal and in Markdown, and counted apart", () => {
    const terminal = terminalText(accepted, false).split("\n");
    assert.ok(terminal.includes(`  ${line}`));
    assert.equal(terminal.at(-1), "0 violations, 0 unproven, 1 waived");
    const comment = markdown("dev", accepted).split("\n");
    assert.ok(comment.includes(`${line}  `));
    assert.equal(comment[0], "## ✅ Gatehouse preview of `dev`: 0 violations, 0 unproven, 1 waived");
  });

  it("stands, with the day, when its waiver expired", () => {
    const findings = [{ ...violation, expired: waiver }];
    const late = { ...samplePreview, report: { ...sampleReport, findings } };
    const expired = "waiver by team-a expired on 2027-01-31: the old client moves";
    assert.ok(terminalText(late, false).includes(`\n  ${expired}\n`));
    assert.ok(markdown("dev", late).includes(`\n${expired}  \n`));
    assert.equal(terminalText(late, false).split("\n").at(-1), "1 violation, 0 unproven");
  });

  it("comes after everything that stands", () => {
    const advisory: Finding = { ...violation, verdict: "unproven", level: "advisory" };
    assert.deepEqual(inOrder([waived, advisory, violation]), [violation, advisory, waived]);
  });
});

describe("a note", () => {
  it("names its resource, if it has one", () => {
    const notes = [
      { urn: "", text: "disabled rules: a" },
      { urn: "urn:pulumi:dev::shop::aws:ecs/service:Service::web", text: "public" },
    ];
    const text = terminalText({ ...samplePreview, report: { ...sampleReport, notes } }, false);
    assert.match(text, /\nNotes\n {2}disabled rules: a\n {2}Service web: public\n/);
  });
});

describe("the Markdown report", () => {
  it("leads with the verdict, then the finding with its way and fix, and folds the tree away", () => {
    const text = markdown("dev", samplePreview);
    assert.match(text, /^## ❌ Gatehouse preview of `dev`: 1 violation, 0 unproven\n/);
    assert.match(text, /Way: internet → public address of web → app:3000/);
    assert.match(text, /Fix: Remove the rule\./);
    assert.match(text, /- a limit of the stand-ins/);
    assert.match(text, /may be open: internet → balancer → nginx:8080/);
    assert.match(text, /<details><summary>6 resources<\/summary>/);
  });

  it("stays below 60 kB however much was found, and says what it left out", () => {
    const many = <T>(one: T) => Array.from({ length: 3000 }, () => one);
    const resources = many({
      urn: "",
      type: "aws:ec2/vpc:Vpc",
      name: "ü".repeat(60),
      parent: "",
      inputs: {},
      propertyDependencies: {},
    });
    const nodes = many({ id: "x", kind: "container", label: "ü".repeat(60) });
    const text = markdown("dev", {
      plan: { resources: resources.map((resource, n) => ({ ...resource, urn: String(n) })) },
      notes: many("ü".repeat(100)),
      report: {
        ...sampleReport,
        findings: many(violation),
        graph: { nodes: nodes.map((node, n) => ({ ...node, id: String(n) })), edges: [] },
        containers: many(sampleReport.containers[0] as (typeof sampleReport.containers)[number]),
      },
      judgement: { exitCode: 1, unexplained: [] },
    });
    assert(Buffer.byteLength(text) < 60_000, `${Buffer.byteLength(text)} bytes`);
    for (const what of ["findings", "notes", "lines", "resources"])
      assert.match(text, new RegExp(`and \\d+ more ${what}`));
    assert.match(text, /too large for a comment; see graph\.svg/);
  });

  it("lets no name become mark-up", () => {
    assert.equal(
      escaped("<img src=x>\n# a [b](c) `d` @team"),
      "&#60;img src=x&#62; &#35; a &#91;b&#93;(c) &#96;d&#96; &#64;team",
    );
  });
});

describe("the terminal text", () => {
  it("ends with the verdict and is coloured only when it may be", () => {
    const plain = terminalText(samplePreview, false);
    assert.equal(plain.split("\n").at(-1), "1 violation, 0 unproven");
    assert(!plain.includes("\u001b["));
    assert(terminalText(samplePreview, true).includes("\u001b["));
  });
});
