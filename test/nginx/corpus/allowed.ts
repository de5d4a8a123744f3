import { type StrictRequest, valuesOf } from "./strictRequest";

/** What an allow-list lets in, and what it refuses all the same. */
export interface AllowList {
  /** The first one that has the site, the path and the method decides. */
  allowed: Allowed[];
  /** Words anywhere in the path, once decoded, and in User-Agent, in any letter case. @default none */
  denied?: { paths: string[]; userAgents: string[] };
}

/** One entry of an allow-list: paths of a site, and their methods. */
export type Allowed = Paths & {
  methods: string[];
  /** Names of the site, `*.` for one label or more. @default every name that no entry has */
  hosts?: string[];
  /** Who gets these requests. @default "app" */
  application?: string;
};

/** A path as a list of segments, `:` for any one; whether all paths below are meant too; or an expression for the whole. */
type Paths = { segments: string[]; below?: boolean; pattern?: never } | { pattern: RegExp; segments?: never };

/** What is refused though an entry may let it in. */
export function deniedProblem({ target, fields }: StrictRequest, { denied }: AllowList): string | undefined {
  if (denied === undefined) return undefined;
  const [path = ""] = target.split("?");
  const holds = (text: string) => (word: string) => text.toLowerCase().includes(word.toLowerCase());
  if (denied.paths.some(holds(decoded(path)))) return "a word in the path";
  return denied.userAgents.some(holds(valuesOf({ fields }, "user-agent").join(", "))) ? "a user agent" : undefined;
}

/** The entry that lets the request in, or why there is none. */
export function decidedBy({ method, target, fields }: StrictRequest, { allowed }: AllowList): Allowed | string {
  const [path = ""] = target.split("?");
  const site = siteOf(valuesOf({ fields }, "host")[0] ?? "", allowed);
  if (site.length === 0) return "no site of that name";
  const routes = site.filter((one) => matches(one, path));
  if (routes.length === 0) return "no route";
  return routes.find(({ methods }) => methods.includes(method)) ?? "no method of the route";
}

/** The entries for a name: it goes before a wildcard, a longer one before a shorter, and all before those without names. */
function siteOf(host: string, allowed: Allowed[]): Allowed[] {
  const name = host
    .toLowerCase()
    .replace(/:[0-9]*$/, "")
    .replace(/\.$/, "");
  const names = [...new Set(allowed.flatMap(({ hosts = [] }) => hosts))].sort(
    (one, other) => other.length - one.length,
  );
  const wildcard = names.find(
    (one) => one.startsWith("*.") && name.endsWith(one.slice(1)) && name.length >= one.length,
  );
  const found = names.includes(name) ? name : wildcard;
  return allowed.filter(({ hosts }) => (found === undefined ? hosts === undefined : hosts?.includes(found)));
}

function matches(one: Allowed, path: string): boolean {
  if (one.pattern !== undefined) return one.pattern.test(path);
  const segments = path === "/" ? [] : path.slice(1).split("/");
  const isLong = one.below === true ? segments.length >= one.segments.length : segments.length === one.segments.length;
  return (
    isLong && one.segments.every((text, index) => (text === ":" ? segments[index] !== "" : text === segments[index]))
  );
}

/** Percent signs undone, once. */
export function decoded(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
