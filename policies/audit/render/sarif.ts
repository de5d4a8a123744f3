import { createHash } from "node:crypto";
import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { nameOf } from "../../model/resource";
import { messageOf } from "../../report/message";
import { rules } from "../../rules";
import type { Audit } from "../audit";
import { ExitCode } from "../exitCode";
import type { AuditFinding } from "../explain";
import { standardInput } from "../inputs/find";
import { meetingsOf } from "./wording";

/** The schema of the standard itself (OASIS, SARIF 2.1.0, errata 01). */
const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** The audit as SARIF 2.1.0, which code hosts show beside the code. */
export function sarif(audit: Audit, exitCode: ExitCode): string {
  const descriptors = rulesOf(audit.findings);
  const indexOf = new Map(descriptors.map(({ id }, index) => [id, index]));
  const log = {
    $schema: schema,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Gatehouse", rules: descriptors } },
        invocations: [invocation(audit, exitCode)],
        results: audit.findings.map((finding) => result(finding, indexOf.get(finding.rule) ?? -1)),
        columnKind: "utf16CodeUnits",
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** The rules of the pack, and the names under which it speaks of itself where it does. */
function rulesOf(findings: readonly AuditFinding[]) {
  const own = [...new Set(findings.map(({ rule }) => rule))].filter((rule) => !rules.some(({ name }) => name === rule));
  return [
    ...rules.map(({ name, what, why, fix }) => ({
      id: name,
      shortDescription: { text: what },
      fullDescription: { text: why },
      help: { text: `${what} ${why} ${fix}`, markdown: `${what}\n\n**Why** ${why}\n\n**Fix** ${fix}` },
      defaultConfiguration: { level: "error" },
    })),
    ...own.sort().map((id) => ({
      id,
      shortDescription: { text: `What the audit has to say about its own ${id === "internal" ? "checks" : id}.` },
      defaultConfiguration: { level: "warning" },
    })),
  ];
}

function invocation({ problems, notes }: Audit, exitCode: ExitCode) {
  const notification = (level: "error" | "note", text: string) => ({ level, message: { text } });
  return {
    executionSuccessful: exitCode === ExitCode.Clean || exitCode === ExitCode.Violation,
    exitCode,
    toolExecutionNotifications: [
      ...problems.map((problem) => notification("error", problem)),
      ...notes.map((note) => notification("note", note)),
    ],
  };
}

function result(finding: AuditFinding, ruleIndex: number) {
  const { rule, edge, waiver } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: levelOf(finding),
    message: { text: [messageOf(finding), ...meetingsOf(finding)].join("\n") },
    locations: [location(finding)],
    partialFingerprints: { "gatehouseEdge/v1": fingerprint([rule, edge.urn, edge.part ?? ""]) },
    ...(waiver === undefined ? {} : { suppressions: [{ kind: "external", justification: waiver.reason }] }),
    properties: {
      acrossStacks: finding.acrossStacks,
      ...(finding.stack === undefined ? {} : { stack: finding.stack }),
    },
  };
}

function levelOf({ verdict, level }: AuditFinding): "error" | "warning" | "note" {
  if (level === "advisory") return "note";
  return verdict === "violation" ? "error" : "warning";
}

function location({ edge: { urn }, file, line }: AuditFinding) {
  const physical = file === undefined || file === standardInput ? {} : { physicalLocation: written(file, line) };
  if (urn === "") return physical;
  return { ...physical, logicalLocations: [{ name: nameOf(urn), fullyQualifiedName: urn, kind: "resource" }] };
}

function written(file: string, line: number | undefined) {
  const uri = isAbsolute(file) ? pathToFileURL(file).href : encodeURI(file.split(sep).join("/"));
  return { artifactLocation: { uri }, ...(line === undefined ? {} : { region: { startLine: line } }) };
}

/** The same for the same edge in every run, however its message changes. */
function fingerprint(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex");
}
