import analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { type Level, levelOf, levels } from "./diagnostic";
import { toStruct } from "./messages";

/**
 * A pack's configuration, as in the file for `--policy-pack-config`: by policy a level, or an object with an
 * `enforcementLevel` and the policy's own properties. "all" sets the level of every policy.
 *
 * @example { all: "advisory", "no-public-buckets": { enforcementLevel: "mandatory", allowed: ["assets"] } }
 */
export type PackConfiguration = Record<string, Level | (Record<string, unknown> & { enforcementLevel?: Level })>;

interface Configured {
  level: Level | undefined;
  properties: Record<string, unknown>;
}

/**
 * What the engine tells a pack before the first resource: for every policy its level and the defaults of its schema, and
 * over them what the user configured. The engine also validates it against the schema, which is not done here.
 *
 * @throws Error for a level that does not exist, and for a policy that neither the pack nor its configuration gives one.
 */
export function configureRequest(
  info: analyzer.AnalyzerInfo,
  given: PackConfiguration,
): analyzer.ConfigureAnalyzerRequest {
  const configured = new Map(info.getPoliciesList().map((policy) => [policy.getName(), defaultsOf(policy)]));
  const { all, ...own } = Object.fromEntries(Object.entries(given).map(([name, entry]) => [name, read(name, entry)]));
  if (all?.level !== undefined) for (const policy of configured.values()) policy.level = all.level;
  for (const [name, { level, properties }] of Object.entries(own)) {
    const before = configured.get(name);
    configured.set(name, {
      level: level ?? before?.level,
      properties: { ...before?.properties, ...properties },
    });
  }
  const request = new analyzer.ConfigureAnalyzerRequest();
  for (const [name, policy] of configured) request.getPolicyconfigMap().set(name, messageOf(name, policy, info));
  return request;
}

function defaultsOf(policy: analyzer.PolicyInfo): Configured {
  const schema = policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
  const defaults = Object.entries(schema).flatMap(([key, property]) =>
    typeof property === "object" && property !== null && "default" in property ? [[key, property.default]] : [],
  );
  return { level: levelOf(policy.getEnforcementlevel()), properties: Object.fromEntries(defaults) };
}

function read(name: string, entry: PackConfiguration[string]): Configured {
  const { enforcementLevel: level, ...properties } = typeof entry === "string" ? { enforcementLevel: entry } : entry;
  if (level !== undefined && !levels.includes(level))
    throw new Error(`configuration of "${name}": given level "${level}"; legal: ${levels.join(", ")}; fix: use one.`);
  return { level, properties };
}

function messageOf(
  name: string,
  { level, properties }: Configured,
  info: analyzer.AnalyzerInfo,
): analyzer.PolicyConfig {
  if (level === undefined) {
    const names = info.getPoliciesList().map((policy) => policy.getName());
    throw new Error(`configuration: given "${name}"; legal: all, ${names.join(", ")}; fix: name a policy of the pack.`);
  }
  const message = new analyzer.PolicyConfig();
  message.setEnforcementlevel(levels.indexOf(level) as analyzer.EnforcementLevel);
  message.setProperties(toStruct(properties));
  return message;
}
