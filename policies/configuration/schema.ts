import { defaultConfiguration } from "./configuration";
import { legalHolders } from "./externalSecurityGroup";
import { legalLevels } from "./level";

const line = (description?: string) => ({
  type: "string" as const,
  minLength: 1,
  ...(description === undefined ? {} : { description }),
});
const texts = (description: string) => ({ type: "array" as const, items: line(), description });

const waiver = {
  type: "object" as const,
  properties: {
    rule: line("Name of the rule."),
    urn: line("URN of the edge that a finding names; * stands for any text."),
    edge: line("Part of the resource that a finding names after the URN; * stands for any text."),
    reason: line("Why the finding may stand."),
    owner: line("Who answers for it."),
    expires: { ...line("Last day on which the waiver holds, in UTC."), pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
  },
  required: ["rule", "reason", "owner", "expires"],
  additionalProperties: false,
};

const external = {
  type: "object" as const,
  properties: {
    id: { ...line("Id of a security group that this stack does not make."), pattern: "^sg-" },
    heldBy: { enum: [...legalHolders], description: "What holds the group." },
    proxyPorts: {
      type: "array" as const,
      items: { type: "integer" as const, minimum: 1, maximum: 65535 },
      minItems: 1,
      description: "Ports of the proxy in the tasks that hold the group.",
    },
    loadBalancerGroups: texts("Ids of the groups of the load balancers in front of those tasks."),
  },
  required: ["id", "heldBy"],
  additionalProperties: false,
};

/**
 * The JSON schema that the engine checks a user's configuration against, and takes the defaults from. It cannot refuse
 * further properties of the configuration itself, nor know names and dates: `readConfiguration` does.
 */
export const configurationSchema = {
  properties: {
    proxyContainers: {
      ...texts("Names of the containers that are the proxy."),
      minItems: 1,
      default: [...defaultConfiguration.proxyContainers],
    },
    proxyImages: {
      ...texts("Images that a proxy container may run; * stands for any text. Empty: the name alone decides."),
      default: [...defaultConfiguration.proxyImages],
    },
    levels: {
      type: "object" as const,
      additionalProperties: { enum: [...legalLevels] },
      description: "Levels of rules, by name, instead of their own.",
      default: { ...defaultConfiguration.levels },
    },
    refusePlainHttp: {
      type: "boolean" as const,
      description: "Whether a public load balancer that answers plain HTTP with more than a redirect is refused.",
      default: defaultConfiguration.refusePlainHttp,
    },
    waivers: {
      type: "array" as const,
      items: waiver,
      description: "Findings that somebody answers for until a day.",
      default: [...defaultConfiguration.waivers],
    },
    externals: {
      type: "array" as const,
      items: external,
      description: "What is so about security groups that this stack does not make.",
      default: [...defaultConfiguration.externals],
    },
  },
};
