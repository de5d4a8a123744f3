import {
  absent,
  classify,
  items,
  known,
  map,
  type Properties,
  property,
  unknown,
  type Value,
} from "../../values/value";
import { unknownText } from "./unknownText";

/** How one value of another form is written in the aws provider's terms. */
export type Rewrite = (value: Value<unknown>) => Value<unknown>;

/** A property in the aws provider's terms: what it is made from, and how. */
export interface Field {
  /** Paths of what it reads, by which the engine's dependencies and the ignored changes follow it. */
  reads: readonly (readonly string[])[];
  of: (properties: Value<unknown>) => Value<unknown>;
}

/** Properties by their name in the aws provider. Those that are not named here have the same name in both forms. */
export type Fields = Readonly<Record<string, Field>>;

/** The value as it stands in a resource: what is unknown is the engine's text for it. */
export function raw(value: Value<unknown>): unknown {
  if (value.state === "absent") return undefined;
  return value.state === "known" ? value.value : unknownText;
}

/** The property at a path, rewritten. */
export function from(path: string | readonly string[], ...rewrites: readonly Rewrite[]): Field {
  const keys = typeof path === "string" ? [path] : path;
  return {
    reads: [keys],
    of: (properties) => rewrites.reduce((value, rewrite) => rewrite(value), keys.reduce(property, properties)),
  };
}

/** The first of several properties that is given. */
export function either(...fields: readonly Field[]): Field {
  return {
    reads: fields.flatMap(({ reads }) => reads),
    of: (properties) => fields.map((field) => field.of(properties)).find(({ state }) => state !== "absent") ?? absent,
  };
}

/** An object made from several properties; absent when all of them are. */
export function together(fields: Fields): Field {
  return {
    reads: Object.values(fields).flatMap(({ reads }) => reads),
    of: (properties) => {
      const object: Properties = Object.create(null);
      for (const [name, field] of Object.entries(fields)) assign(object, name, field.of(properties));
      return Object.keys(object).length === 0 ? absent : known(object);
    },
  };
}

/** The properties in the aws provider's terms. */
export function withFields(properties: Properties, fields: Fields): Properties {
  const result: Properties = Object.assign(Object.create(null), properties);
  for (const [name, field] of Object.entries(fields)) assign(result, name, field.of(known(properties)));
  return result;
}

function assign(properties: Properties, name: string, value: Value<unknown>): void {
  if (value.state === "absent") delete properties[name];
  else properties[name] = raw(value);
}

/** An object whose properties are named otherwise. */
export function object(fields: Fields): Rewrite {
  return (value) => {
    if (value.state !== "known") return value;
    if (typeof value.value !== "object" || value.value === null || Array.isArray(value.value)) return unknown;
    return known(withFields(value.value as Properties, fields));
  };
}

/** A list of such objects. */
export function each(fields: Fields): Rewrite {
  const rewrite = object(fields);
  return (list) => map(items(list), (entries) => entries.map((entry) => raw(rewrite(entry))));
}

/** The only element of a list; of several it is not known which one is meant. */
export const only: Rewrite = (list) => {
  const entries = items(list);
  if (entries.state !== "known") return entries;
  return entries.value.length > 1 ? unknown : (entries.value[0] ?? absent);
};

/** A list with this one element. */
export const alone: Rewrite = (value) => (value.state === "absent" ? absent : known([raw(value)]));

/** A given value whose meaning cannot be told: a name where ids are compared. */
export const untold: Rewrite = (value) => (value.state === "absent" ? absent : unknown);

/** A word for another value; a word that is not listed is not known. */
export function word(words: Readonly<Record<string, unknown>>): Rewrite {
  return (value) => {
    if (value.state !== "known") return value;
    return typeof value.value === "string" && Object.hasOwn(words, value.value)
      ? classify(words[value.value])
      : unknown;
  };
}

/** The value of one key in a list of `{ key, value }`. */
export function attribute(key: string): Rewrite {
  return (list) => {
    const entries = items(list);
    if (entries.state !== "known") return entries;
    const keys = entries.value.map((entry) => property(entry, "key"));
    const at = keys.findIndex((each) => each.state === "known" && each.value === key);
    // Any entry whose key is not known may be the one.
    if (at === -1) return keys.some(({ state }) => state === "unknown") ? unknown : absent;
    return property(entries.value[at] ?? unknown, "value");
  };
}

/** A list of `{ name, value }` as one object. */
export const pairs: Rewrite = (list) => {
  const entries = items(list);
  if (entries.state !== "known") return entries;
  const result: Properties = Object.create(null);
  for (const entry of entries.value) {
    const name = property(entry, "name");
    if (name.state !== "known" || typeof name.value !== "string") return unknown;
    result[name.value] = raw(property(entry, "value"));
  }
  return known(result);
};

/** JSON that is written as a text in one form and as an object in the other. */
export const asText: Rewrite = (value) =>
  value.state === "known" && typeof value.value === "object" ? known(JSON.stringify(value.value)) : value;
