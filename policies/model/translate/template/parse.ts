// A template's YAML has tags for functions and no aliases: a library's job.
import { Pair, parseDocument, Scalar, type Tags, YAMLMap, type YAMLSeq } from "yaml";
import type { Properties } from "../../../values/value";
import { parseDistinctly } from "../../distinctKeys";

/** The longest body that CloudFormation takes with a request (AWS CloudFormation quotas, "template body size in a request"). */
const longestBody = 51_200;

/** The short forms of functions, `!Sub` for `Fn::Sub` (CloudFormation, "Intrinsic function reference"). */
const shortForms = [
  ...["Ref", "Condition"].map((name) => ({ tag: `!${name}`, name })),
  ...["And", "Base64", "Cidr", "Equals", "FindInMap", "GetAtt", "GetAZs", "If", "ImportValue", "Join", "Length"].map(
    prefixed,
  ),
  ...["Not", "Or", "Select", "Split", "Sub", "ToJsonString", "Transform"].map(prefixed),
];

function prefixed(name: string) {
  return { tag: `!${name}`, name: `Fn::${name}` };
}

/** CloudFormation reads YAML 1.1 without these (CloudFormation, "Template formats"). */
const unsupported = ["timestamp", "binary", "omap", "pairs", "set", "merge"].map((name) => `tag:yaml.org,2002:${name}`);

const functions: Tags = shortForms.flatMap(({ tag, name }) => [
  { tag, resolve: (argument: string) => ({ [name]: name === "Fn::GetAtt" ? attributeOf(argument) : argument }) },
  { tag, collection: "seq", resolve: (argument: unknown) => call(name, argument as YAMLSeq) },
  { tag, collection: "map", resolve: (argument: unknown) => call(name, argument as YAMLMap) },
]);

/** "Group.GroupId" as the long form has it. */
function attributeOf(argument: string): string[] {
  const dot = argument.indexOf(".");
  return dot === -1 ? [argument] : [argument.slice(0, dot), argument.slice(dot + 1)];
}

function call(name: string, argument: YAMLSeq | YAMLMap): YAMLMap {
  const map = new YAMLMap();
  map.items.push(new Pair(new Scalar(name), argument));
  return map;
}

/** A template as an object, or undefined for what is none, or is more than CloudFormation would take. */
export function parseTemplate(body: string): Properties | undefined {
  if (Buffer.byteLength(body) > longestBody) return undefined;
  try {
    const template: unknown = body.trimStart().startsWith("{") ? parseDistinctly(body) : parseYaml(body);
    return typeof template === "object" && template !== null ? (template as Properties) : undefined;
  } catch {
    // What the parser says may hold text of the template; that it is unreadable is all there is to tell.
    return undefined;
  }
}

function parseYaml(body: string): unknown {
  const document = parseDocument(body, {
    version: "1.1",
    logLevel: "silent",
    customTags: (tags) => [
      ...tags.filter((tag) => !unsupported.includes(typeof tag === "string" ? tag : tag.tag)),
      ...functions,
    ],
  });
  // A warning is a tag that has no meaning here, so what it stands for is not known.
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined;
  return document.toJS({ maxAliasCount: 0 });
}
