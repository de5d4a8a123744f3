import { block, type Directive, directive } from "../conf/directive";
import { reservedSegment, type SitePlan } from "../plan/sitePlan";
import { guardDirectives } from "./guards";
import { responseHeaderDirectives } from "./responseHeaders";
import { siteVariables } from "./siteMaps";

const errorPath = `/${reservedSegment}/error`;
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

/** nginx's own number for request headers that are too long, on the inside only. */
const headersTooLong = 494;

/** What the error page is filled from. */
export function errorMapDirectives(): Directive[] {
  return [
    block(
      "map",
      ["$status", "$gate_error"],
      [directive("default", ["Error"]), ...Object.entries(reasons).map(([status, text]) => directive(status, [text]))],
      "what the error page says",
    ),
  ];
}

/**
 * Errors of the proxy as JSON. A path and not a named location: nginx has no path yet when a request line cannot be
 * read, and cannot enter a named location then. The application's own errors pass unchanged.
 */
export function errorPageDirectives(): Directive[] {
  const statuses = Object.keys(reasons).filter((status) => status !== "431" && status !== "405");
  return [
    directive(
      "error_page",
      [...statuses, errorPath],
      "errors of the proxy's own are JSON; the application's pass unchanged",
    ),
    directive("error_page", [headersTooLong, "=431", errorPath]),
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
      directive("error_page", [400, 404, 405, 421, errorPath]),
      ...guardDirectives(site),
      directive("return", [405]),
    ],
  );
}

/** The error page. The status is the one that led here, whatever `return` says. */
export function errorLocations(site: SitePlan): Directive[] {
  return [
    block(
      "location",
      ["=", errorPath],
      [
        directive("internal", []),
        directive("default_type", ["application/json"]),
        ...responseHeaderDirectives(),
        directive("add_header", ["Allow", siteVariables(site).allow, "always"]),
        directive("add_header", ["Cache-Control", "no-store", "always"]),
        directive(
          "return",
          [200, '{"status":$status,"error":"$gate_error","request_id":"$gate_request_id"}\n'],
          "nginx keeps the status of the error; 200 is not sent",
        ),
      ],
    ),
  ];
}
