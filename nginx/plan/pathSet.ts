import type { Route } from "../settings/route";
import { pathTemplate, type Segment } from "./pathTemplate";

/** The paths that a template stands for: itself, or itself and all below. */
export interface PathSet {
  kind: "path" | "prefix";
  segments: Segment[];
}

/** The paths of a route with a legal template; undefined for a regular expression, whose paths nobody can compare. */
export function pathSetOf(route: Route): PathSet | undefined {
  const { field, text } = writtenPath(route);
  const segments = field === "regex" ? undefined : pathTemplate(text);
  return field === "regex" || segments === undefined ? undefined : { kind: field, segments };
}

/** What the user wrote, and in which field. */
export function writtenPath(route: Route): { field: "path" | "prefix" | "regex"; text: string } {
  if (route.path !== undefined) return { field: "path", text: route.path };
  if (route.prefix !== undefined) return { field: "prefix", text: route.prefix };
  return { field: "regex", text: route.regex };
}

/** All paths of `narrow` are in `wide` too. */
export function covers(wide: PathSet, narrow: PathSet): boolean {
  const isWide = wide.kind === "prefix" || narrow.kind === "path";
  if (!isWide || !fits(wide, narrow.segments.length)) return false;
  return wide.segments.every((one, index) => one.kind === "name" || sameText(one, narrow.segments[index]));
}

/** Some path is in both. */
export function overlaps(one: PathSet, other: PathSet): boolean {
  if (!fits(one, other.segments.length) && !fits(other, one.segments.length)) return false;
  const shared = Math.min(one.segments.length, other.segments.length);
  return one.segments.slice(0, shared).every((segment, index) => {
    const opposite = other.segments[index];
    return segment.kind === "name" || opposite?.kind === "name" || sameText(segment, opposite);
  });
}

/** They overlap, and neither is the narrower one, so neither could be judged first. */
export function crosses(one: PathSet, other: PathSet): boolean {
  return overlaps(one, other) && !covers(one, other) && !covers(other, one);
}

/**
 * Sorts the narrower of two that cover each other first: a path before a prefix, more segments before fewer, fixed text
 * before `:name`.
 */
export function narrowerFirst(one: PathSet, other: PathSet): number {
  if (one.kind !== other.kind) return one.kind === "path" ? -1 : 1;
  if (one.segments.length !== other.segments.length) return other.segments.length - one.segments.length;
  return mask(one) < mask(other) ? -1 : Number(mask(one) > mask(other));
}

/** Which segments are names. Two different templates with the same mask have no path in common, if they are no prefixes. */
export function mask({ segments }: PathSet): string {
  return segments.map((segment) => (segment.kind === "name" ? "1" : "0")).join("");
}

function fits(set: PathSet, length: number): boolean {
  return set.kind === "path" ? set.segments.length === length : set.segments.length <= length;
}

function sameText(one: Segment, other: Segment | undefined): boolean {
  return one.kind === "text" && other?.kind === "text" && one.text === other.text;
}
