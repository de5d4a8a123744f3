import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Converted, convert, NotMapped } from "../../validate/convert";
import {
  attribute,
  either,
  json,
  leftOut,
  noCounterpart,
  property,
  type ResourceTable,
  resource,
  spread,
} from "../../validate/mapping";
import { type PublishedResource, unknownText } from "../../validate/plan";
import { planned, urnOf } from "./planned";
import { withSmallSchemas } from "./smallSchemas";

const table: ResourceTable = {
  "test:door:Door": resource<Record<string, unknown>>("AWS::Test::Door", {
    arn: "Ref",
    shape: {
      name: property("DoorName"),
      closed: property("Open", { words: either("no", "yes") }),
      idle: attribute("DoorAttributes", "idle.seconds"),
      check: spread({ seconds: property("Check.Seconds"), kind: property("Check.Kind") }),
      first: property("Steps.0.Weight", { beside: { Width: 7 } }),
      steps: json("Steps"),
      wait: leftOut("the provider's own"),
      lost: property("Nowhere"),
    },
  }),
  "test:house:House": resource<Record<string, unknown>>("AWS::Test::House", { within: "Config", id: "HouseId" }),
  "parts:*": noCounterpart("a component"),
};

function converted(...resources: PublishedResource[]): Converted {
  return withSmallSchemas((schemas) => convert(resources, table, schemas));
}

/** What one door's inputs become. */
function door(inputs: Record<string, unknown>): unknown {
  return converted(planned("test:door:Door", "front", inputs)).template.Resources.DoorFront?.Properties;
}

describe("A plan as a template", () => {
  it("keeps a property's letters where the schema has them, in any case, singular or plural", () => {
    assert.deepEqual(door({ dnsName: "a", strategies: [{ weight: 1 }] }), {
      DNSName: "a",
      Strategy: [{ Weight: 1 }],
    });
  });

  it("takes names, places and words from the table", () => {
    assert.deepEqual(door({ name: "a", closed: false, idle: 30, check: { seconds: 5, kind: "x" }, first: 2 }), {
      DoorName: "a",
      Open: "yes",
      DoorAttributes: [{ Key: "idle.seconds", Value: "30" }],
      Check: { Seconds: 5, Kind: "x" },
      Width: 7,
      Steps: [{ Weight: 2 }],
    });
  });

  it("reads JSON text where CloudFormation has an object", () => {
    assert.deepEqual(door({ steps: '[{"weight":1,"note":"n"}]' }), { Steps: [{ Weight: 1, Note: "n" }] });
  });

  it("names the property whose text is no JSON", () => {
    const { invalid } = converted(planned("test:door:Door", "front", { steps: "[" }));
    assert.deepEqual(
      invalid.map(({ urn, property: name }) => [urn, name]),
      [[urnOf("test:door:Door", "front"), "steps"]],
    );
  });

  it("writes tags as a list or a map, as the schema has them, and leaves the keys of a map alone", () => {
    assert.deepEqual(door({ tags: { Name: "a" }, labels: { camelCase: "b" } }), {
      Tags: [{ Key: "Name", Value: "a" }],
      Labels: { camelCase: "b" },
    });
    const { template } = converted(planned("test:house:House", "old", { floors: 2, tags: { Name: "a" } }));
    assert.deepEqual(template.Resources.HouseOld?.Properties, { Config: { Floors: 2 }, Tags: { Name: "a" } });
  });

  it("puts a block that stands once where the schema has a list, and a list of one where it has an object", () => {
    assert.deepEqual(door({ strategy: { weight: 1 } }), { Strategy: [{ Weight: 1 }] });
    assert.deepEqual(door({ width: [3] }), { Width: 3 });
  });

  it("writes a number as text where CloudFormation wants text", () => {
    assert.deepEqual(door({ height: 3, width: 3 }), { Height: "3", Width: 3 });
  });

  it("leaves out only what the table says, with its reason", () => {
    assert.deepEqual(door({ wait: true }), {});
  });

  it("refuses every property and resource type that it does not know, all at once", () => {
    const unknown = [
      planned("test:door:Door", "a", { colour: 1, strategy: [{ depth: 2 }], lost: 3 }),
      planned("test:roof:Roof", "b", {}),
    ];
    assert.throws(
      () => converted(...unknown),
      (error: unknown) => {
        assert.ok(error instanceof NotMapped);
        assert.deepEqual(error.parts, [
          "resource type test:roof:Roof",
          "test:door:Door: colour",
          "test:door:Door: strategy.0.depth",
          "test:door:Door: lost (no Nowhere in AWS::Test::Door)",
        ]);
        return true;
      },
    );
  });

  it("counts what has no counterpart, by reason", () => {
    const { withoutCounterpart, template } = converted(planned("parts:a:A", "x", {}), planned("parts:b:B", "y", {}));
    assert.deepEqual([...withoutCounterpart], [["a component", 2]]);
    assert.deepEqual(template.Resources, {});
  });

  it("gives two resources with one name two", () => {
    const { template } = converted(planned("test:door:Door", "a-b", {}), planned("test:door:Door", "aB", {}));
    assert.deepEqual(Object.keys(template.Resources), ["DoorAB", "DoorAB2"]);
  });
});

describe("A value that is not known yet", () => {
  const house = planned("test:house:House", "old", {});
  const withHouse = (inputs: Record<string, unknown>, from: Record<string, string[]>) => {
    const { template } = converted(
      house,
      planned("test:door:Door", "other", {}),
      planned("test:door:Door", "front", inputs, from),
    );
    return { properties: template.Resources.DoorFront?.Properties, parameters: template.Parameters };
  };

  it("refers to the one resource that it is made of, by what the schema or the property's name asks for", () => {
    const other = urnOf("test:door:Door", "other");
    const { properties, parameters } = withHouse(
      { key: unknownText, houseArn: unknownText },
      { key: [house.urn, other, "urn:of:a:component"], houseArn: [other] },
    );
    assert.deepEqual(properties, {
      Key: { "Fn::GetAtt": ["HouseOld", "HouseId"] },
      HouseArn: { Ref: "DoorOther" },
    });
    assert.deepEqual(parameters, {});
  });

  it("is a parameter where another attribute of its resource may be meant, or it is a document", () => {
    const { properties } = withHouse(
      { dnsName: unknownText, policy: unknownText },
      { dnsName: [urnOf("test:door:Door", "other")], policy: [urnOf("test:door:Door", "other")] },
    );
    assert.deepEqual(properties, { DNSName: { Ref: "Unknown1" }, Policy: { Ref: "Unknown2" } });
  });

  it("is a parameter of its type where it may come from two, or from nothing that has the attribute", () => {
    const { properties, parameters } = withHouse(
      { name: unknownText, houseArn: unknownText, width: unknownText, open: unknownText, steps: undefined },
      { name: [house.urn, urnOf("test:door:Door", "other")], houseArn: [house.urn] },
    );
    assert.deepEqual(properties, {
      DoorName: { Ref: "Unknown1" },
      HouseArn: { Ref: "Unknown2" },
      Width: { Ref: "Unknown3" },
      Open: { Ref: "Unknown4" },
    });
    assert.deepEqual(parameters, {
      Unknown1: { Type: "String" },
      Unknown2: { Type: "String" },
      Unknown3: { Type: "Number" },
      Unknown4: { Type: "String", AllowedValues: ["true", "false"] },
    });
  });

  it("is told as not judged where it is a whole document", () => {
    const front = planned("test:door:Door", "front", { policy: unknownText, steps: unknownText, name: unknownText });
    const { unknownDocuments, unknownValues } = converted(front);
    assert.deepEqual(unknownDocuments, [`${front.urn} policy`, `${front.urn} steps`]);
    assert.equal(unknownValues, 3);
  });
});

describe("A place in a template", () => {
  const { places } = converted(
    planned("test:door:Door", "front", { check: { seconds: 5 }, steps: '[{"weight":1}]', tags: { Owner: "me" } }),
  );
  const of = (...path: (string | number)[]) => places.of(["Resources", "DoorFront", "Properties", ...path]);
  const urn = urnOf("test:door:Door", "front");

  it("leads back to the property of Pulumi's", () => {
    assert.deepEqual(of("Check", "Seconds"), { urn, property: "check.seconds" });
    assert.deepEqual(of("Steps", 0, "Weight"), { urn, property: "steps.0.weight" });
    assert.deepEqual(of("Tags", 0, "Value"), { urn, property: "tags.Owner" });
  });

  it("leads to the nearest one above where something is missing", () => {
    assert.deepEqual(of("Steps", 0, "Note"), { urn, property: "steps.0" });
    assert.deepEqual(of(), { urn, property: "" });
    assert.equal(places.of(["Parameters", "Unknown1"]), undefined);
  });
});
