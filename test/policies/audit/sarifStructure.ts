import assert from "node:assert/strict";

type Json = Record<string, unknown>;

const list = (value: unknown): Json[] => {
  assert.ok(Array.isArray(value));
  return value as Json[];
};
const textOf = (value: unknown): string => {
  assert.equal(typeof (value as Json | undefined)?.text, "string");
  return (value as { text: string }).text;
};

/**
 * Asserts what SARIF 2.1.0 requires of the objects that an audit writes: section 3.13 (log), 3.14 (run), 3.19 (tool),
 * 3.20 (invocation), 3.27 (result), 3.28 to 3.33 (locations), 3.49 (reporting descriptor).
 */
export function assertSarif(log: Json): void {
  assert.equal(log.version, "2.1.0");
  assert.match(String(log.$schema), /sarif-schema-2\.1\.0\.json$/);
  for (const run of list(log.runs)) {
    const { driver } = run.tool as { driver: Json };
    assert.ok(driver.name);
    const ids = list(driver.rules).map(assertDescriptor);
    assert.equal(new Set(ids).size, ids.length, "a rule is described once");
    for (const invocation of list(run.invocations)) assertInvocation(invocation);
    for (const result of list(run.results)) assertResult(result, ids);
  }
}

function assertDescriptor(rule: Json): unknown {
  assert.equal(typeof rule.id, "string");
  textOf(rule.shortDescription);
  const { level } = rule.defaultConfiguration as Json;
  assert.ok(["none", "note", "warning", "error"].includes(String(level)));
  return rule.id;
}

function assertInvocation({ executionSuccessful, exitCode, toolExecutionNotifications }: Json): void {
  assert.equal(typeof executionSuccessful, "boolean");
  assert.ok(Number.isInteger(exitCode));
  for (const { message, level } of list(toolExecutionNotifications)) {
    textOf(message);
    assert.ok(["none", "note", "warning", "error"].includes(String(level)));
  }
}

function assertResult(result: Json, ids: readonly unknown[]): void {
  assert.ok(textOf(result.message) !== "");
  assert.equal(ids[Number(result.ruleIndex)], result.ruleId, "the index leads to the rule");
  assert.ok(["none", "note", "warning", "error"].includes(String(result.level)));
  for (const print of Object.values(result.partialFingerprints as Json)) assert.equal(typeof print, "string");
  for (const location of list(result.locations)) assertLocation(location);
}

function assertLocation({ physicalLocation, logicalLocations }: Json): void {
  if (physicalLocation !== undefined) {
    const { artifactLocation, region } = physicalLocation as { artifactLocation: Json; region?: Json };
    assert.doesNotThrow(() => new URL(String(artifactLocation.uri), "file:///base/"));
    assert.ok(!String(artifactLocation.uri).includes(" "));
    if (region !== undefined) assert.ok(Number(region.startLine) >= 1);
  }
  for (const { fullyQualifiedName } of logicalLocations === undefined ? [] : list(logicalLocations)) {
    assert.equal(typeof fullyQualifiedName, "string");
  }
}
