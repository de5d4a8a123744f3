import { block, type Directive, directive } from "../conf/directive";
import type { ProxySettings } from "../settings/proxySettings";

/** Origin form with a version, as it stands in `$request`: `/path?query HTTP/1.1`. */
const originForm = "/[\\x21\\x22\\x24-\\x7e]* HTTP/1\\.[01]";

/**
 * A Host as DNS and IP have them, with or without a port; RFC 3986 would let more characters in, and old nginx all. No
 * empty label comes first: nginx takes `.example.com` for one of `*.example.com`.
 */
const host = "(?:[A-Za-z0-9_-][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]*)?";

/** PCRE repeats nothing more often. A path of so many bytes does not fit into the longest line, which has 65536. */
const mostRepeated = 65535;

/**
 * Judges the request as it was sent. nginx decodes and tidies the path before it chooses a location, but passes the raw
 * one on: what is judged must be what is sent. So everything that could mean another path to the application than to
 * nginx is refused before any route is looked at.
 */
export function requestTargetDirectives({ limits }: ProxySettings): Directive[] {
  return [
    block(
      "map",
      ["$request $http_host $http_content_length$http_transfer_encoding", "$gate_request_form"],
      [
        directive("default", ["malformed"]),
        directive(
          `~^(?:GET|HEAD) ${originForm} ${host} 0*$`,
          ["origin"],
          "content has no meaning in GET and HEAD (RFC 9110 section 9.3.1), but is a way to smuggle a request",
        ),
        directive(`~^(?!GET |HEAD )[A-Z]+ ${originForm} ${host} `, ["origin"]),
      ],
      "the request line has a path, no absolute URL and no fragment, all of it ASCII, and a plain Host comes with it",
    ),
    block(
      "map",
      ["$request_uri", "$gate_path_form"],
      [
        directive("default", ["plain"]),
        directive(
          `~^.{${Math.min(limits.uriBytes + 1, mostRepeated)}}`,
          ["long"],
          "limits.uriBytes: a longer one is answered 414",
        ),
        directive(
          "~^[^?]*[^?A-Za-z0-9._~!$&'()*+,=:@/%-]",
          ["unsafe"],
          'not a path character of RFC 3986, or ";", which some servers cut the path at',
        ),
        directive(
          "~*^[^?]*%(?:25)*(?:2e|2f|5c|3b|[01][0-9a-f]|7f|c[01]|e0%(?:25)*[89]|f0%(?:25)*8)",
          ["unsafe"],
          'an encoded dot, slash, backslash, ";" or control character, or UTF-8 with more bytes than the character needs, which careless readers take for one of them; also encoded more than once',
        ),
        directive(
          "~*^[^?]*%(?:25)+[0-9a-f]?%(?:25)*(?:3[0-9]|[46][1-6])",
          ["unsafe"],
          "an encoded percent sign before an encoded hexadecimal digit: together they are encoded text again",
        ),
        directive("~^[^?]*//", ["unsafe"], "an empty segment"),
        directive("~^[^?]*/\\.\\.?(?:[/?]|$)", ["unsafe"], "a dot segment"),
      ],
      "the raw path means the same to nginx and to the application",
    ),
  ];
}
