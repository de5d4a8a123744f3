import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkRegex } from "../../nginx/checks/checkRegex";

const legal = [
  "/v[0-9]+/reports",
  "/files[.]png[:=]",
  "/(?:a|b)/[^/]+",
  "/x|/y",
  "/files/.*\\.(?:png|css)",
  "/[\\w.-]{1,64}",
  "/[0-9a-f]{255}",
  "/(?:[0-9a-f]{2}-)?(one|two)",
  "/(?:ab){32}",
  "/\\[a\\]\\{b\\}\\\\\\/c",
  "/\\d\\D\\w\\W\\s\\S\\b",
];

const illegal: [why: string, regexes: string[]][] = [
  ["where it does not begin with a slash", ["v1", "", "(?:/a)", ".*"]],
  ["where it is none", ["/(", "/[a", "/a{2,1}", "/*a**", "/a++", "/]"]],
  ["where nginx would read a variable, or an end", ["/$host", "/a b", '/"', "/'", "/a$", "/\n"]],
  ["with an anchor", ["/a^b", "/\\^", "/\\[^a]"]],
  [
    "with escapes that PCRE does not have, or has otherwise",
    ["/\\u0061", "/\\u{61}", "/\\p{L}", "/\\cA", "/\\0", "/\\x41"],
  ],
  ["with escapes that only PCRE has", ["/\\Qa", "/\\K", "/\\h", "/\\R", "/(a)\\1", "/(?<a>b)\\k<a>"]],
  ["with classes without anything, which PCRE goes on with", ["/[]", "/[^]", "/a[]b[c]", "/\\\\[]"]],
  ["with classes of POSIX", ["/[[:alpha:]]", "/[[.a.]", "/[[=a=]", "/[.a.]", "/[:a:]"]],
  ["with groups that are more than groups", ["/(?=a)", "/(?i)a", "/(?<name>a)", "/(?>a)", "/(*ACCEPT)"]],
  ["with too many repetitions", ["/a{256}", "/a{99999}", "/a{0,256}", "/(?:ab){33}", "/(ab){2,33}"]],
  ["with a repetition in a repetition", ["/(a+)+", "/(?:a*b)*", "/(?:[a-z]+/?){2}"]],
  ["of more than 200 characters", [`/${"a".repeat(200)}`]],
];

describe("A route's regular expression", () => {
  it("is legal where nginx and JavaScript read it alike", () => {
    for (const regex of legal) assert.deepEqual(checkRegex(regex, "regex"), [], regex);
  });

  for (const [why, regexes] of illegal) {
    it(`is refused ${why}`, () => {
      for (const regex of regexes) assert.equal(checkRegex(regex, "regex").length, 1, regex);
    });
  }

  it("is a text", () => {
    for (const given of [undefined, null, 1, ["/a"], /\/a/]) assert.equal(checkRegex(given, "regex").length, 1);
  });
});
