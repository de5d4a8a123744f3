import type { Waiver } from "../waivers/waiver";
import type { ExternalSecurityGroup } from "./externalSecurityGroup";
import type { Level } from "./level";

/** What a user may configure on either policy of the pack. */
export interface Configuration {
  /** Names of the containers that are the proxy. */
  proxyContainers: readonly string[];
  /** Images that a proxy container may run; `*` stands for any text. Empty: the name alone decides. */
  proxyImages: readonly string[];
  /** Levels of rules, by name, instead of their own. */
  levels: Readonly<Record<string, Level>>;
  /** Whether a public load balancer that answers plain HTTP with more than a redirect is refused, not only noted. */
  refusePlainHttp: boolean;
  /** Findings that somebody answers for until a day. */
  waivers: readonly Waiver[];
  /** What the user states about security groups that the stack does not make. */
  externals: readonly ExternalSecurityGroup[];
}

export const defaultConfiguration: Configuration = {
  proxyContainers: ["nginx", "proxy"],
  proxyImages: [],
  levels: {},
  refusePlainHttp: false,
  waivers: [],
  externals: [],
};
