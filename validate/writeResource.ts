import type { Mapping, Shape } from "./mapping";
import { isObject, isUnknown, type PublishedResource } from "./plan";
import { propertyName } from "./propertyName";
import { itemsOf, propertiesOf, type SchemaNode, typesOf } from "./schemaNode";
import type { Schemas } from "./schemas";
import type { Places, TemplatePath, TemplateResource } from "./template";
import type { Counterpart, Unknowns } from "./unknowns";

/** Where the writer is: in the template, and in the plan. */
interface Place {
  path: TemplatePath;
  /** Names from the resource down; a list's members are numbers. */
  property: readonly (string | number)[];
}

/** What all resources of a template share while it is written. */
export interface Draft {
  schemas: Schemas;
  unknowns: Unknowns;
  places: Places;
  /** Properties that no table says how to write. */
  unmapped: string[];
  /** Documents whose text is not known before AWS has made something. */
  unknownDocuments: string[];
  /** Texts that must be JSON and are not. */
  invalid: { urn: string; property: string; message: string }[];
}

/** Writes one resource of a plan as CloudFormation has it. */
export class ResourceWriter {
  private readonly resource: PublishedResource;
  private readonly type: string;

  constructor(
    private readonly counterpart: Counterpart,
    private readonly draft: Draft,
  ) {
    this.resource = counterpart.resource;
    this.type = counterpart.mapping.type;
  }

  write(): TemplateResource {
    const { logicalId, mapping } = this.counterpart;
    const root = ["Resources", logicalId];
    this.draft.places.note(root, { urn: this.resource.urn, property: "" });
    const whole = this.draft.schemas.resource(this.type);
    const properties: Record<string, unknown> = structuredClone(mapping.completion);
    const place = { path: [...root, "Properties"], property: [] };
    const { inside, outside } = this.divided();
    this.object(outside, mapping.outside, whole, properties, place);
    if (mapping.within === undefined) this.object(inside, mapping.shape, whole, properties, place);
    else this.property(inside, mapping.within, mapping.shape, whole, properties, place);
    return { Type: this.type, Properties: properties };
  }

  /** Inputs by where they stand: in the property that holds most of them, or beside it. */
  private divided() {
    const { within, outside } = this.counterpart.mapping;
    const stands = ([name]: [string, unknown]) => within !== undefined && name in outside;
    const entries = Object.entries(this.resource.inputs);
    return {
      outside: Object.fromEntries(entries.filter(stands)),
      inside: Object.fromEntries(entries.filter((entry) => !stands(entry))),
    };
  }

  private object(source: object, shape: Shape, node: SchemaNode, target: Record<string, unknown>, place: Place): void {
    for (const [name, value] of Object.entries(source)) {
      if (value === undefined || value === null || name.startsWith("__")) continue;
      const mapping = shape[name] ?? this.sameName(name, node);
      const here = { ...place, property: [...place.property, name] };
      if (mapping === undefined) this.draft.unmapped.push(`${this.resource.type}: ${here.property.join(".")}`);
      else this.mapped(value, mapping, node, target, here);
    }
  }

  private sameName(name: string, node: SchemaNode): Mapping | undefined {
    const to = propertyName(name, Object.keys(propertiesOf(node)));
    return to === undefined ? undefined : { kind: "property", to, shape: {}, beside: {} };
  }

  private mapped(value: unknown, mapping: Mapping, node: SchemaNode, target: Record<string, unknown>, place: Place) {
    switch (mapping.kind) {
      case "leftOut":
        return;
      case "spread":
        return this.spread(value, mapping.shape, node, target, place);
      case "attribute":
        return this.attribute(value, mapping, target, place);
      case "json":
        return this.property(this.parsed(value, place), mapping.to, mapping.shape, node, target, place);
      case "property": {
        Object.assign(target, mapping.beside);
        const said = mapping.words && !isUnknown(value) ? mapping.words(value) : value;
        return this.property(said, mapping.to, mapping.shape, node, target, place);
      }
    }
  }

  private property(
    value: unknown,
    to: string,
    shape: Shape,
    node: SchemaNode,
    target: Record<string, unknown>,
    place: Place,
  ) {
    if (value === undefined) return;
    const schema = this.draft.schemas.at(this.type, node, to);
    if (schema === undefined) {
      this.draft.unmapped.push(`${this.resource.type}: ${place.property.join(".")} (no ${to} in ${this.type})`);
      return;
    }
    const { holder, steps, last } = holderOf(target, to);
    const here = { ...place, path: [...place.path, ...steps, last] };
    this.note(here);
    const written = this.value(value, schema, shape, here);
    const before = holder[last];
    holder[last] = isObject(before) && isObject(written) ? { ...before, ...written } : written;
  }

  private value(value: unknown, node: SchemaNode, shape: Shape, place: Place): unknown {
    if (isUnknown(value)) return this.unknown(node, place);
    if (Array.isArray(value)) return this.list(value, node, shape, place);
    if (isObject(value)) return this.structure(value, node, shape, place);
    const types = typesOf(node);
    const onlyText = types.length > 0 && types.every((type) => type === "string");
    return onlyText && typeof value !== "string" ? String(value) : value;
  }

  private list(value: unknown[], node: SchemaNode, shape: Shape, place: Place): unknown {
    const types = typesOf(node);
    // Terraform writes a block that may stand once as a list of one.
    if (value.length === 1 && types.length > 0 && !types.includes("array")) {
      return this.value(value[0], node, shape, { ...place, property: [...place.property, 0] });
    }
    const item = this.draft.schemas.resolve(this.type, itemsOf(node));
    return value.map((member, n) => {
      const here = { path: [...place.path, n], property: [...place.property, n] };
      this.note(here);
      return this.value(member, item, shape, here);
    });
  }

  private structure(value: Record<string, unknown>, node: SchemaNode, shape: Shape, place: Place): unknown {
    if (typesOf(node).includes("array")) return this.oneInList(value, node, shape, place);
    if (Object.keys(propertiesOf(node)).length === 0) return this.freeForm(value, place);
    const target: Record<string, unknown> = {};
    this.object(value, shape, node, target, place);
    return target;
  }

  /** CloudFormation has a list where Pulumi has a map of texts, or a block that the bridge took out of its list. */
  private oneInList(value: Record<string, unknown>, node: SchemaNode, shape: Shape, place: Place): unknown[] {
    const item = this.draft.schemas.resolve(this.type, itemsOf(node));
    const legal = propertiesOf(item);
    const label = ["Key", "Name"].find((name) => name in legal && "Value" in legal);
    if (label === undefined || label.toLowerCase() in value) {
      return [this.value(value, item, shape, { ...place, path: [...place.path, 0] })];
    }
    return Object.entries(value).map(([key, text], n) => {
      const here = { path: [...place.path, n], property: [...place.property, key] };
      this.note(here);
      return { [label]: key, Value: this.value(text, { type: "string" }, {}, here) };
    });
  }

  /** A map of the user's own keys, or a document: its keys are no properties. */
  private freeForm(value: unknown, place: Place): unknown {
    if (isUnknown(value)) return this.unknown({ type: "string" }, place);
    if (Array.isArray(value)) return value.map((member) => this.freeForm(member, place));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.freeForm(member, place)]));
  }

  private spread(value: unknown, shape: Shape, node: SchemaNode, target: Record<string, unknown>, place: Place): void {
    const blocks = Array.isArray(value) ? value : [value];
    for (const block of blocks) {
      if (isObject(block)) this.object(block, shape, node, target, place);
      else this.unknown({ type: "object" }, place);
    }
  }

  private attribute(
    value: unknown,
    { list, key }: { list: string; key: string },
    target: Record<string, unknown>,
    place: Place,
  ): void {
    const entries = Array.isArray(target[list]) ? target[list] : [];
    const here = { ...place, path: [...place.path, list, entries.length] };
    this.note(here);
    target[list] = [...entries, { Key: key, Value: this.value(value, { type: "string" }, {}, here) }];
  }

  private parsed(value: unknown, place: Place): unknown {
    if (isUnknown(value)) {
      this.unknown({ type: "object" }, place);
      return undefined;
    }
    try {
      return JSON.parse(String(value));
    } catch (e) {
      const property = place.property.join(".");
      this.draft.invalid.push({ urn: this.resource.urn, property, message: `no JSON: ${(e as Error).message}` });
      return undefined;
    }
  }

  private unknown(node: SchemaNode, place: Place): unknown {
    const [top = ""] = place.property;
    const names = place.property.filter((name) => typeof name === "string");
    if (typesOf(node).includes("object")) {
      this.draft.unknownDocuments.push(`${this.resource.urn} ${place.property.join(".")}`);
    }
    return this.draft.unknowns.value(node, names.at(-1) ?? "", this.resource.propertyDependencies[top] ?? []);
  }

  private note(place: Place): void {
    this.draft.places.note(place.path, { urn: this.resource.urn, property: place.property.join(".") });
  }
}

/** The object or list that the last step of a dotted path stands in, made on the way where it is not there yet. */
function holderOf(target: Record<string, unknown>, to: string) {
  const steps = to.split(".").map((step) => (step === "0" ? 0 : step));
  const last = steps.pop() ?? to;
  let holder: Record<string | number, unknown> = target;
  steps.forEach((step, n) => {
    if (holder[step] === undefined) holder[step] = (steps[n + 1] ?? last) === 0 ? [] : {};
    holder = holder[step] as Record<string | number, unknown>;
  });
  return { holder, steps, last };
}
