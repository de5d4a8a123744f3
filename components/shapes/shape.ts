import * as pulumi from "@pulumi/pulumi";
import { type Problem, show } from "../../nginx/problem";

/** One thing that is wrong with the shape of a value. */
export interface Misfit {
  problem: Problem;
  /** Whether the checks of the values can read what holds it nevertheless: an object with a key too many, and nothing else. */
  readable: boolean;
}

/**
 * What a value of the type `T` looks like while the program runs. TypeScript sees to it where it is used; programs in
 * JavaScript, YAML and the other languages of Pulumi hand in what they like.
 */
export interface Shape<T> {
  /** What is legal, in words. */
  legal: string;
  /** What to do about a value that is not. */
  fix: string;
  /** How such a value is written, for the fix of what holds it. */
  example: string;
  /** What does not fit, of a value that is there. */
  misfits: (where: string, value: unknown) => Misfit[];
  /** Never set: it keeps the shapes of two types apart, so that a declared shape cannot differ from its interface. */
  of?: (value: T) => T;
}

/** A value of the wrong type, which nobody can read on. */
export function wrongType(where: string, value: unknown, { legal, fix }: { legal: string; fix: string }): Misfit {
  const later = pulumi.Output.isInstance(value) || value instanceof Promise;
  return {
    problem: {
      where,
      given: describe(value),
      legal: later ? `${legal}, known before anything is made` : legal,
      fix: later ? "give the value itself" : fix,
    },
    readable: false,
  };
}

/** A value in a few words: what is long or may be secret in it is not repeated. */
export function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (pulumi.Output.isInstance(value)) return "an output";
  if (value instanceof Promise) return "a promise";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return ["string", "number", "boolean"].includes(typeof value) ? show(value) : `a ${typeof value}`;
}
