import type { Method, ProxySettings, Route, Site } from "../../../nginx";

/** A request as a client sends it. */
export interface Sent {
  host: string;
  method: string;
  /** Raw request target. */
  target: string;
  userAgent: string;
}

/** What the settings say about a request: the answer's status, and who gets it or where it is sent. */
export interface Meaning {
  status: number;
  /** Upstream that gets the request, with the same method and target. */
  application?: string;
  /** Value of Location. */
  location?: string;
}

/**
 * What the documentation of the settings says about a request, read sentence by sentence: no tables, no expressions made
 * from routes, nothing from nginx/plan. It knows paths and prefixes, expressions, redirects, applications, preflights,
 * maintenance, the health page and the lists of what is denied.
 */
export function plainMeaning(settings: ProxySettings, sent: Sent): Meaning {
  const path = sent.target.replace(/\?.*$/s, "");
  const site = siteOf(settings.sites, sent.host);
  if (sent.target.length > settings.limits.uriBytes) return { status: 414 };
  if (!isPlain(path)) return { status: 400 };
  const refusal = site && deniedStatus(settings, site, path, sent);
  if (refusal !== undefined) return { status: refusal };
  if (site?.hosts === undefined && path === settings.health.path && ["GET", "HEAD"].includes(sent.method)) {
    return { status: 200 };
  }
  const isHealth = site?.hosts === undefined && path === settings.health.path;
  const routes = describing(site?.routes ?? [], path);
  if (routes.length === 0 && !isHealth) return { status: site === undefined && settings.sites.length > 0 ? 421 : 404 };
  const route = routes.find((one) => allows(one, sent.method));
  const isPreflight = route === undefined && sent.method === "OPTIONS" && offersOrigins(routes, site);
  if (route === undefined && !isPreflight) return { status: 405 };
  if (site?.maintenance !== undefined) return { status: 503 };
  return route === undefined ? { status: 204 } : answerOf(settings, route, sent.target);
}

/** Its own name goes before a wildcard, a longer wildcard before a shorter one, and all before the site of every name. */
function siteOf(sites: Site[], host: string): Site | undefined {
  const name = host.toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
  const labels = name.split(".");
  const wildcards = labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join(".")}`);
  for (const wanted of [name, ...wildcards]) {
    const found = sites.find(({ hosts }) => hosts?.includes(wanted));
    if (found !== undefined) return found;
  }
  return sites.find(({ hosts }) => hosts === undefined);
}

/** The same path to everybody, however often it is decoded. */
function isPlain(path: string): boolean {
  const segments = path.split("/").slice(1);
  const decoded = path.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (segments.slice(0, -1).includes("") || segments.some((one) => one === "." || one === "..")) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[;\\\x00-\x1f]/.test(decoded) || decoded.split("/").length !== path.split("/").length) return false;
  if (decoded.replace(/[^.]/g, "") !== path.replace(/[^.]/g, "")) return false;
  return decoded === path || isPlain(decoded);
}

/**
 * Only a site with a prefix or an expression is compared with the lists. nginx refuses TRACE before it looks at any path,
 * so that no word in it is found.
 */
function deniedStatus({ denied }: ProxySettings, { routes }: Site, path: string, sent: Sent): number | undefined {
  if (!routes.some(({ prefix, regex }) => prefix !== undefined || regex !== undefined)) return undefined;
  const isIn = (text: string) => (word: string) => text.toLowerCase().includes(word.toLowerCase());
  if (sent.method !== "TRACE" && denied.paths.some(isIn(decodeURIComponent(path)))) return 404;
  return denied.userAgents.some(isIn(sent.userAgent)) ? 403 : undefined;
}

/** The routes that describe a path, the narrowest first; an expression only where no other does, and then the first. */
function describing(routes: Route[], path: string): Route[] {
  const plain = routes.filter((route) => route.regex === undefined && describes(route, path));
  if (plain.length > 0) return plain.sort(narrowerFirst);
  const first = routes.find(({ regex }) => regex !== undefined && new RegExp(`^(?:${regex})$`).test(path));
  return routes.filter(({ regex }) => regex !== undefined && regex === first?.regex);
}

function describes(route: Route, path: string): boolean {
  const given = path.split("/").slice(1);
  const wanted = segmentsOf(route);
  if (route.prefix === "/") return true;
  if (route.prefix === undefined ? given.length !== wanted.length : given.length < wanted.length) return false;
  return wanted.every((segment, index) => (segment.startsWith(":") ? given[index] !== "" : segment === given[index]));
}

function narrowerFirst(one: Route, other: Route): number {
  if ((one.path === undefined) !== (other.path === undefined)) return one.path === undefined ? 1 : -1;
  const [left, right] = [segmentsOf(one), segmentsOf(other)];
  if (one.prefix === "/" || other.prefix === "/") return one.prefix === "/" ? 1 : -1;
  if (left.length !== right.length) return right.length - left.length;
  const differing = left.findIndex((segment, index) => segment.startsWith(":") !== right[index]?.startsWith(":"));
  return differing < 0 ? 0 : left[differing]?.startsWith(":") ? 1 : -1;
}

function segmentsOf({ path, prefix }: Route): string[] {
  return (path ?? prefix ?? "/").split("/").slice(1);
}

/** GET brings HEAD. */
function allows({ methods }: Route, method: string): boolean {
  return methods.includes(method as Method) || (method === "HEAD" && methods.includes("GET"));
}

/** Other origins may ask beforehand where one of the routes that get the path's requests says so. */
function offersOrigins(routes: Route[], site: Site | undefined): boolean {
  const methods = [...new Set(routes.flatMap((route) => route.methods)), "HEAD"];
  const deciding = methods.flatMap((method) => routes.find((one) => allows(one, method)) ?? []);
  return deciding.some((route) => (route.cors ?? site?.cors) !== undefined);
}

function answerOf({ upstreams }: ProxySettings, { redirect, upstream }: Route, target: string): Meaning {
  if (redirect === undefined) {
    return { status: 200, application: upstream ?? Object.keys(upstreams)[0] ?? "" };
  }
  const query = /\?(.+)$/s.exec(target)?.[0] ?? "";
  const kept = { nothing: "", query, target }[redirect.keep ?? "nothing"];
  return { status: redirect.status ?? 302, location: redirect.to + kept };
}
