import { block, type Directive, directive, literal } from "../conf/directive";
import { reservedSegment, type SitePlan } from "../plan/sitePlan";
import type { ProxySettings } from "../settings/proxySettings";
import { limitsClients, nextRequestDirectives } from "./clientLimits";
import { guardDirectives } from "./guards";
import { undecidedGuard, undecidedPath } from "./inspection";
import { retryAfterDirectives } from "./maintenance";
import { responseHeaderDirectives } from "./responseHeaders";
import { siteVariables } from "./siteMaps";

const errorPath = `/${reservedSegment}/error`;
/** Ends in the format that the client asks for. */
const errorPage = `${errorPath}.$gate_error_format`;
const refusedPath = `/${reservedSegment}/refused`;

/** Statuses that nginx itself answers, with the reason phrase (RFC 9110; 431: RFC 6585). */
const reasons: Record<number, string> = {
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  411: "Length Required",
  413: "Content Too Large",
  414: "URI Too Long",
  421: "Misdirected Request",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
  505: "HTTP Version Not Supported",
};

/** What some settings make nginx answer; printed where they do. */
function reasonsOf(sites: SitePlan[]): Record<number, string> {
  return {
    ...reasons,
    ...(sites.some(({ denied, decision }) => denied.userAgents || decision) && { 403: "Forbidden" }),
    ...(sites.some(({ decision }) => decision) && { 401: "Unauthorized" }),
    ...(limitsClients(sites) && { 429: "Too Many Requests" }),
  };
}

/** nginx's own number for request headers that are too long, on the inside only. */
const headersTooLong = 494;

/** What the error page is filled from. */
export function errorMapDirectives(sites: SitePlan[]): Directive[] {
  return [
    block(
      "map",
      ["$status", "$gate_error"],
      [
        directive("default", ["Error"]),
        ...Object.entries(reasonsOf(sites)).map(([status, text]) => directive(status, [text])),
      ],
      "what the error page says",
    ),
    block(
      "map",
      ["$http_accept", "$gate_error_format"],
      [directive("default", ["json"]), directive("~*^(?:(?!application/json).)*text/html", ["html"])],
      "who names HTML before JSON gets a page to look at",
    ),
  ];
}

/**
 * Errors of the proxy, as HTML or JSON. A path and not a named location: nginx has no path yet when a request line cannot be
 * read, and cannot enter a named location then. The application's own errors pass unchanged.
 */
export function errorPageDirectives(site: SitePlan): Directive[] {
  const elsewhere = ["405", "431", ...(site.decision ? ["500"] : [])];
  const statuses = Object.keys(reasonsOf([site])).filter((status) => !elsewhere.includes(status));
  return [
    directive("error_page", [...statuses, errorPage], "the proxy's own errors; the application's pass unchanged"),
    directive("error_page", [headersTooLong, "=431", errorPage]),
    ...(site.decision
      ? [directive("error_page", [500, "=", undecidedPath], "what nginx makes of an inspection without an answer")]
      : []),
    directive(
      "error_page",
      [405, "=", refusedPath],
      "nginx refuses TRACE and CONNECT before it looks at the path; there they are judged like any other method",
    ),
    directive("recursive_error_pages", ["on"], "from there on to the error page"),
  ];
}

/**
 * Where every 405 passes: it stays one only where the path is of a route, so that Allow has methods to name. Its own
 * error pages end the round.
 */
export function refusedLocation(site: SitePlan): Directive {
  return block(
    "location",
    ["=", refusedPath],
    [
      directive("internal", []),
      directive("error_page", [400, ...(site.denied.userAgents ? [403] : []), 404, 405, 414, 421, errorPage]),
      ...guardDirectives(site),
      directive("return", [405]),
    ],
  );
}

/** Where every 500 passes: it becomes a 503 where it means that an inspection had no answer. */
export function undecidedLocation({ decision }: SitePlan): Directive[] {
  if (decision === undefined) return [];
  const inner = [
    directive("internal", []),
    directive("error_page", [500, 503, errorPage]),
    undecidedGuard(),
    directive("return", [500]),
  ];
  return [
    block("location", ["=", undecidedPath], inner, "inspection: no answer is a 503, and not the application's 500"),
  ];
}

/** The error pages. The status is the one that led here, whatever `return` says. */
export function errorLocations(settings: ProxySettings, site: SitePlan): Directive[] {
  const { message } = settings.errorPages;
  const sentence = message === "" ? "" : `<p>${literal(message)}</p>`;
  const title = "$status $gate_error";
  return [
    errorLocation(settings, site, {
      format: "json",
      type: "application/json",
      body: '{"status":$status,"error":"$gate_error","request_id":"$gate_request_id"}',
    }),
    errorLocation(settings, site, {
      format: "html",
      type: "text/html",
      body:
        `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1>` +
        `${sentence}<p>Request $gate_request_id</p></html>`,
    }),
  ];
}

function errorLocation(
  settings: ProxySettings,
  site: SitePlan,
  page: { format: "json" | "html"; type: string; body: string },
): Directive {
  return block(
    "location",
    ["=", `${errorPath}.${page.format}`],
    [
      directive("internal", []),
      directive("default_type", [page.type]),
      ...responseHeaderDirectives(settings, site.headers),
      directive("add_header", ["Allow", siteVariables(site).allow, "always"]),
      ...retryAfterDirectives(site),
      ...nextRequestDirectives(site),
      directive("add_header", ["Cache-Control", "no-store", "always"]),
      directive("add_header", ["Vary", "Accept", "always"]),
      directive("return", [200, `${page.body}\n`], "nginx keeps the status of the error; 200 is not sent"),
    ],
  );
}
