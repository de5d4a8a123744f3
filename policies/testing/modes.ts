/**
 * What of a stack exists, and how its providers answer:
 *
 * - `first`: the preview before anything exists, with bridged providers (aws is one). Ids and everything computed from
 *   them are unknown; the outputs lack each property that holds an unknown inside (pulumi/pulumi#7854).
 * - `first-echoed`: the same preview with providers that answer all inputs, unknowns in place (kubernetes does).
 * - `second`: a preview when everything exists. All values are known.
 * - `update`: the creation itself, one resource at a time in the order of their dependencies. All values are known; a
 *   mandatory violation of a resource stops it there, before that resource is made.
 */
export type Mode = "first" | "first-echoed" | "second" | "update";

/** All modes. */
export const modes: readonly Mode[] = ["first", "first-echoed", "second", "update"];

/** The modes that are previews. */
export const previews: readonly Mode[] = ["first", "first-echoed", "second"];

export const isFirst = (mode: Mode): boolean => mode === "first" || mode === "first-echoed";
