import { block, type Directive, directive, literal, returnIf } from "../conf/directive";
import type { SitePlan } from "../plan/sitePlan";
import { wordPattern } from "../plan/wordPattern";
import type { ProxySettings } from "../settings/proxySettings";

/** One map for each list that a site is compared with. `$uri` is the path that the application will read. */
export function deniedMapDirectives({ denied }: ProxySettings, sites: SitePlan[]): Directive[] {
  return [
    ...(sites.some((site) => site.denied.paths)
      ? [wordMap("$uri", "$gate_path_word", denied.paths, "denied.paths: what scanners look for")]
      : []),
    ...(sites.some((site) => site.denied.userAgents)
      ? [
          wordMap(
            "$http_user_agent",
            "$gate_agent_word",
            denied.userAgents,
            "denied.userAgents: what scanners call themselves",
          ),
        ]
      : []),
  ];
}

/** The checks of a site that prefixes or expressions open wide. */
export function deniedGuards({ denied }: SitePlan): Directive[] {
  return [
    ...(denied.paths ? [returnIf("$gate_path_word", "denied", 404)] : []),
    ...(denied.userAgents ? [returnIf("$gate_agent_word", "denied", 403)] : []),
  ];
}

function wordMap(source: string, variable: string, words: string[], comment: string): Directive {
  return block(
    "map",
    [source, variable],
    [directive("default", [""]), directive(literal(wordPattern(words) ?? ""), ["denied"])],
    comment,
  );
}
