import { block, type Directive, directive, returnIf } from "./directive";

/**
 * Judges the request as it was sent. nginx decodes and tidies the path before it chooses a location, but passes the raw
 * one on: what is judged must be what is sent. So everything that could mean another path to the application than to
 * nginx is refused before any route is looked at.
 */
export function requestTargetDirectives(): Directive[] {
  return [
    block(
      "map",
      ["$request $http_host", "$gate_request_form"],
      [directive("default", ["malformed"]), directive("~^[A-Z]+ /[^ #]* HTTP/1\\.[01] .", ["origin"])],
      "the request line has a path, no absolute URL and no fragment, and a Host comes with it",
    ),
    block(
      "map",
      ["$request_uri", "$gate_path_form"],
      [
        directive("default", ["plain"]),
        directive(
          "~^[^?]*[^?A-Za-z0-9._~!$&'()*+,=:@/%-]",
          ["unsafe"],
          'not a path character of RFC 3986, or ";", which some servers cut the path at',
        ),
        directive(
          "~*^[^?]*%(?:25)*(?:2e|2f|5c|00|0d|0a)",
          ["unsafe"],
          "an encoded dot, slash, backslash, NUL, CR or LF, also encoded more than once",
        ),
        directive("~^[^?]*//", ["unsafe"], "an empty segment"),
        directive("~^[^?]*/\\.\\.?(?:[/?]|$)", ["unsafe"], "a dot segment"),
      ],
      "the raw path means the same to nginx and to the application",
    ),
  ];
}

/** The checks at the head of each location, in the order in which a request is refused. */
export function guardDirectives(): Directive[] {
  return [
    returnIf("$gate_request_form", "malformed", 400),
    returnIf("$gate_path_form", "unsafe", 400),
    returnIf("$gate_route", "unknown", 404),
    returnIf("$gate_route", "refused", 405),
  ];
}
