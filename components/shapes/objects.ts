import * as pulumi from "@pulumi/pulumi";
import { describe, type Misfit, type Shape, wrongType } from "./shape";

/** Names of the fields that an interface asks for. */
type Needed<T> = { [K in keyof T]-?: Partial<Pick<T, K>> extends Pick<T, K> ? never : K }[keyof T];

/** Shapes of the fields that an interface asks for; one that is missing, too many or of another type does not compile. */
export type NeededFields<T> = { [K in Needed<T>]: Shape<T[K]> };

/** Shapes of the fields that may be left out. */
export type OptionalFields<T> = { [K in Exclude<keyof T, Needed<T>>]-?: Shape<Required<T>[K]> };

/** A list of values of one shape. */
export function list<T>(of: Shape<T>): Shape<T[]> {
  const example = `[${of.example}]`;
  const words = { legal: "a list", fix: `write ${example}`, example };
  return {
    ...words,
    misfits: (where, value) => {
      if (!Array.isArray(value)) return [wrongType(where, value, words)];
      // Unlike flatMap this visits the holes of a list too, which are values that nobody gave.
      return Array.from(value).flatMap((one, index) => valueMisfits(`${where}[${index}]`, one, of));
    },
  };
}

/** Values of one shape by names that the user chooses. */
export function table<T>(of: Shape<T>): Shape<Record<string, T>> {
  const example = `{ name: ${of.example} }`;
  const words = { legal: "values by name", fix: `write ${example}`, example };
  return {
    ...words,
    misfits: (where, value) => {
      if (!isPlainObject(value)) return [wrongType(where, value, words)];
      return Object.entries(value).flatMap(([name, one]) => valueMisfits(`${where}.${name}`, one, of));
    },
  };
}

/** An object with the fields of an interface, and no other. */
export function object<T>(needed: NeededFields<T>, optional: OptionalFields<T>): Shape<T> {
  return fieldsOf<T>(needed, optional, false);
}

/**
 * An object that is usually a component: then it has outputs of its own besides the fields that are asked for here, and so has
 * a copy of one.
 */
export function reference<T>(needed: NeededFields<T>, optional: OptionalFields<T>): Shape<T> {
  return fieldsOf<T>(needed, optional, true);
}

/** A value that the checks of the values read without fear, whatever it is. */
export function judgedLater<T>(legal: string, example: string): Shape<T> {
  return { legal, fix: `write ${example}`, example, misfits: () => [] };
}

function fieldsOf<T>(needed: NeededFields<T>, optional: OptionalFields<T>, mayBeComponent: boolean): Shape<T> {
  const must: [string, Shape<unknown>][] = Object.entries(needed);
  const may: [string, Shape<unknown>][] = Object.entries(optional);
  const example = must.length === 0 ? "{}" : `{ ${must.map(([key, of]) => `${key}: ${of.example}`).join(", ")} }`;
  const known = [...must, ...may].map(([key]) => key);
  const words = {
    legal: `an object of ${known.join(", ")}`,
    fix: `write ${example}`,
    example,
  };
  return {
    ...words,
    misfits: (where, value) => {
      if (!isPlainObject(value)) return [wrongType(where, value, words)];
      return [
        ...must.flatMap(([key, of]) => valueMisfits(`${where}.${key}`, value[key], of)),
        ...may
          .filter(([key]) => value[key] !== undefined)
          .flatMap(([key, of]) => leaveOut(valueMisfits(`${where}.${key}`, value[key], of), `${where}.${key}`)),
        ...(mayBeComponent && pulumi.Resource.isInstance(value) ? [] : strays(where, value, known)),
      ];
    },
  };
}

function valueMisfits<T>(where: string, value: unknown, of: Shape<T>): Misfit[] {
  return value === undefined ? [wrongType(where, value, of)] : of.misfits(where, value);
}

/** Nothing is what most people mean by a null. */
function leaveOut(misfits: Misfit[], where: string): Misfit[] {
  return misfits.map(({ problem, readable }) => {
    const own = problem.where === where && problem.given === "null";
    return { problem: own ? { ...problem, fix: `leave it out, or ${problem.fix}` } : problem, readable };
  });
}

/** What nobody reads is most likely a slip, and what it should have said would silently not be so. */
function strays(where: string, value: Record<string, unknown>, known: readonly string[]): Misfit[] {
  return Object.entries(value)
    .filter(([key, given]) => given !== undefined && !known.includes(key))
    .map(([key, given]) => {
      const meant = known.find((one) => one.toLowerCase() === key.toLowerCase());
      const legal = `one of ${known.join(", ")}`;
      const fix = meant === undefined ? "remove it, or correct its name" : `write ${meant}`;
      return { problem: { where: `${where}.${key}`, given: describe(given), legal, fix }, readable: true };
    });
}

/** Data, or a component; an object of another class would be read as one without a field. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (pulumi.Output.isInstance(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null || pulumi.Resource.isInstance(value);
}
