import type { Configuration } from "../../../policies/configuration";
import type { Declared } from "../stack";

/** One of the ninety ways past a proxy: a small stack that has it, and the least change that closes it. */
export interface Way {
  /** Its number in the table of ways; a way with several forms has a row for each. */
  number: number;
  way: string;
  /** The stack that has the way. */
  stack: readonly Declared[];
  /** The same stack with the way closed: the pack has nothing to say about it. */
  twin: readonly Declared[];
  /** What the pack has to answer, on a first and on a second preview alike. */
  expected: "violation" | "unproven";
  rule: string;
  /** Name of the resource that a fix has to change. */
  at: string;
  configuration?: Partial<Configuration>;
}

/** A way that no policy can see, with the reason. */
export interface Unseeable {
  number: number;
  way: string;
  because: string;
}
