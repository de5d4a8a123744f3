import type { Problem } from "../../nginx";

/** What a rule takes, as a listener's condition says it: hosts and paths with `*` (any text) and `?` (any one character). */
export interface RulePatterns {
  /** Host names; none means every host. */
  hosts: string[];
  /** Paths; none means every path. */
  paths: string[];
}

/** Longest pattern, and values and wildcards of one rule (ELB user guide, "Listener rules" and "Quotas"). */
const limits = { length: 128, values: 5, wildcards: 6 } as const;

/** ELB user guide, "Host conditions": one dot at least, and only letters after the last. */
const host = /^[a-z0-9*?.-]*\.[a-z*?]+$/;

/** ELB user guide, "Path conditions". */
const path = /^[/*][A-Za-z0-9_.$/~"'@:+&*?-]*$/;

/** The pattern of every path: what a rule that names neither hosts nor paths has as its one condition. */
export const everyPath = "/*";

/** Problems of a rule's hosts and paths, each of them and together. */
export function checkPatterns(where: string, { hosts, paths }: RulePatterns): Problem[] {
  return [
    ...checkEach(
      `${where}.hosts`,
      hosts,
      host,
      "a host name in lower case, such as users.example.com or *.example.com",
    ),
    ...checkEach(`${where}.paths`, paths, path, "a path of letters, digits and _-.$/~\"'@:+&*?, such as /api/*"),
    ...checkTogether(where, [...hosts, ...paths]),
  ];
}

/**
 * Whether the first rule takes every request that the second takes, so that the second, if it is asked later, never gets one.
 * A pattern that is not found to cover another may still do so: `*` is compared with single characters and wildcards only.
 */
export function coversAll(first: RulePatterns, second: RulePatterns): boolean {
  const paths = second.paths.length > 0 ? second.paths : [everyPath];
  return coversEach(first.hosts, second.hosts) && coversEach(first.paths, paths);
}

function coversEach(first: string[], second: string[]): boolean {
  if (first.length === 0) return true;
  return second.length > 0 && second.every((inner) => first.some((outer) => covers(outer, inner)));
}

/** Whether `outer` matches whatever `inner` matches: its `*` takes wildcards too, its `?` any one of them but `*`. */
function covers(outer: string, inner: string): boolean {
  const parts = outer.split(/([*?])/).map((part) => wildcards[part] ?? part.replace(/[.+^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("")}$`).test(inner);
}

const wildcards: Record<string, string> = { "*": ".*", "?": "[^*]" };

function checkEach(where: string, values: string[], legal: RegExp, example: string): Problem[] {
  return values.flatMap((value, index) => {
    const ok = legal.test(value) && value.length <= limits.length && values.indexOf(value) === index;
    const fix = values.indexOf(value) < index ? "leave the second one out" : "correct it";
    if (ok) return [];
    return [
      {
        where: `${where}[${index}]`,
        given: JSON.stringify(value),
        legal: `${example}, of at most ${limits.length} characters, once`,
        fix,
      },
    ];
  });
}

function checkTogether(where: string, values: string[]): Problem[] {
  const open = values.join("").replace(/[^*?]/g, "").length;
  if (values.length <= limits.values && open <= limits.wildcards) return [];
  return [
    {
      where,
      given: `${values.length} hosts and paths with ${open} wildcards`,
      legal: `at most ${limits.values} of them and ${limits.wildcards} wildcards in one rule`,
      fix: "use a wider pattern; the proxy's routes decide what reaches the application",
    },
  ];
}
