import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import { aws } from "../../preview/standIns/aws";
import type { Mapping, ResourceMapping, Shape } from "../../validate/mapping";
import { resourceTable } from "../../validate/mappings/table";
import { itemsOf, propertiesOf, type SchemaNode, typesOf } from "../../validate/schemaNode";
import { Schemas } from "../../validate/schemas";
import { findValidators } from "../../validate/validators";

let schemas: Schemas;

/** Where in the schema a mapping writes: its node, and what it says of the place. */
interface Target {
  type: string;
  node: SchemaNode;
  label: string;
}

const rows = Object.entries(resourceTable).flatMap(([token, row]) =>
  row.kind === "resource" ? [[token, row] as const] : [],
);

/** Properties that the row can write and the schema does not have. */
function missing(token: string, row: ResourceMapping): string[] {
  const whole = schemas.resource(row.type);
  const within = row.within === undefined ? whole : schemas.at(row.type, whole, row.within);
  if (within === undefined) return [`${token}: ${row.within}`];
  const completion = Object.keys(row.completion).filter((name) => propertiesOf(whole)[name] === undefined);
  const outside = row.within === undefined ? {} : writable(row.outside, whole);
  return [
    ...completion.map((name) => `${token}: ${name}`),
    ...missingIn(row.shape, { type: row.type, node: within, label: token }),
    ...missingIn(outside, { type: row.type, node: whole, label: token }),
  ];
}

/** The tags are given to every type that has a `within`; a type without tags never gets any in a plan. */
function writable(shape: Shape, node: SchemaNode): Shape {
  const taggable = propertiesOf(node).Tags !== undefined;
  return Object.fromEntries(Object.entries(shape).filter(([name]) => name !== "tags" || taggable));
}

function missingIn(shape: Shape, target: Target): string[] {
  return Object.entries(shape).flatMap(([name, mapping]) =>
    missingOf(mapping, { ...target, label: `${target.label}.${name}` }),
  );
}

function missingOf(mapping: Mapping, { type, node, label }: Target): string[] {
  if (mapping.kind === "leftOut") return [];
  if (mapping.kind === "spread") return missingIn(mapping.shape, { type, node, label });
  if (mapping.kind === "attribute") return missingAttribute(mapping, { type, node, label });
  const place = schemas.at(type, node, mapping.to);
  if (place === undefined) return [`${label}: no ${mapping.to}`];
  const beside = mapping.kind === "json" ? [] : Object.keys(mapping.beside);
  const listed = typesOf(place).includes("array") ? schemas.resolve(type, itemsOf(place)) : place;
  return [
    ...beside.filter((name) => propertiesOf(node)[name] === undefined).map((name) => `${label}: no ${name}`),
    ...missingIn(mapping.shape, { type, node: listed, label }),
  ];
}

/** An attribute's list is in the schema; its key is in the description of the list's `Key`, where that names any. */
function missingAttribute({ list, key }: { list: string; key: string }, { type, node, label }: Target): string[] {
  const place = schemas.at(type, node, `${list}.0.Key`);
  if (place === undefined) return [`${label}: no ${list}`];
  const known = [...(place.description ?? "").matchAll(/``([a-z0-9_]+\.[a-z0-9_.]+)``/g)].map(([, name]) => name);
  return known.length === 0 || known.includes(key) ? [] : [`${label}: no attribute ${key}`];
}

describe("The table of counterparts", () => {
  before(async () => {
    schemas = new Schemas(await findValidators(process.env, console.error), "us-east-1");
  });

  it("writes to CloudFormation's own resource types", () => {
    assert.ok(rows.length > 70, `${rows.length} rows`);
    assert.deepEqual(
      rows.filter(([, { type }]) => !schemas.has(type)).map(([token]) => token),
      [],
    );
  });

  it("writes no property that CloudFormation does not have", () => {
    assert.deepEqual(
      rows.flatMap(([token, row]) => missing(token, row)),
      [],
    );
  });

  it("refers to resources by attributes that CloudFormation has", () => {
    const wrong = rows.flatMap(([token, { type, reference }]) =>
      Object.values(reference)
        .filter((name) => name !== undefined && name !== "Ref" && !propertiesOf(schemas.resource(type))[name])
        .map((name) => `${token}: ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  it("knows every resource type that the stand-ins do, but for rules that are not one resource each", () => {
    const unknown = Object.keys(aws.resources).filter((token) => resourceTable[token] === undefined);
    assert.deepEqual(unknown, ["aws:ec2/securityGroupRule:SecurityGroupRule"]);
  });

  it("has a reason wherever it leaves something out", () => {
    const reasons = Object.values(resourceTable).flatMap((row) =>
      row.kind === "none"
        ? [row.reason]
        : Object.values(row.shape).flatMap((m) => (m.kind === "leftOut" ? m.reason : [])),
    );
    assert.ok(reasons.length > 50);
    assert.deepEqual(
      reasons.filter((reason) => !/\w+ \w+/.test(reason)),
      [],
    );
  });

  it("finds a property that is not there", () => {
    const row: ResourceMapping = {
      kind: "resource",
      type: "AWS::ECS::Service",
      outside: {},
      shape: {
        name: { kind: "property", to: "NameOfService", shape: {}, beside: {} },
        idle: { kind: "attribute", list: "Attributes", key: "idle" },
      },
      completion: {},
      reference: { id: "Ref", arn: "Ref" },
    };
    assert.deepEqual(missing("x", row), ["x.name: no NameOfService", "x.idle: no Attributes"]);
  });
});
