import * as pulumi from "@pulumi/pulumi";
import { show } from "../../nginx/problem";
import { checkChoice } from "../choice";
import { describe, type Shape, wrongType } from "./shape";

/** Any text; what it may say, others judge. */
export const text: Shape<string> = {
  legal: "a text",
  fix: "give a text",
  example: '"…"',
  misfits: (where, value) => {
    if (typeof value === "string") return [];
    const quoted = typeof value === "number" || typeof value === "boolean";
    return [wrongType(where, value, { ...text, fix: quoted ? "write it in quotes" : text.fix })];
  },
};

/** Any number; its range, others judge. */
export const number: Shape<number> = {
  legal: "a number",
  fix: "give a number",
  example: "…",
  misfits: (where, value) => {
    if (typeof value === "number") return [];
    const quoted = typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
    return [wrongType(where, value, { ...number, fix: quoted ? `write it without quotes: ${value}` : number.fix })];
  },
};

/** Yes or no. */
export const flag: Shape<boolean> = {
  legal: "true or false",
  fix: "use true or false",
  example: "true",
  misfits: (where, value) => {
    if (typeof value === "boolean") return [];
    const quoted = value === "true" || value === "false";
    return [wrongType(where, value, { ...flag, fix: quoted ? `write it without quotes: ${value}` : flag.fix })];
  },
};

/** One of a few texts. */
export function choice<const T extends string>(of: readonly T[]): Shape<T> {
  const words = { legal: of.join(" or "), fix: `use ${of[0]}`, example: show(of[0]) };
  return {
    ...words,
    misfits: (where, value) => {
      if (typeof value !== "string") return [wrongType(where, value, words)];
      return checkChoice(where, value, of).map((problem) => ({ problem, readable: false }));
    },
  };
}

/** A value that may also be an output or a promise: what comes later is not looked into, and what is plain may be secret. */
export function input<T>(of: Shape<T>): Shape<pulumi.Input<T>> {
  const { legal, fix, example } = of;
  return {
    legal,
    fix,
    example,
    misfits: (where, value) => {
      if (pulumi.Output.isInstance(value) || value instanceof Promise) return [];
      const given = typeof value === "number" || typeof value === "boolean" ? `a ${typeof value}` : describe(value);
      return of.misfits(where, value).map((misfit) => {
        return misfit.problem.where === where ? { ...misfit, problem: { ...misfit.problem, given } } : misfit;
      });
    },
  };
}
