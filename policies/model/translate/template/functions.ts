import { classify, type Properties, property, unknownSentinels } from "../../../values/value";
import { raw } from "../fields";
import { unknownText } from "../unknownText";
import type { Scope } from "./scope";

/** Deeper than CloudFormation lets functions be nested. */
const deepest = 60;

/** A value of a template with its functions evaluated. What cannot be evaluated is unknown; undefined is no value. */
export function evaluated(value: unknown, scope: Scope, depth = 0): unknown {
  if (typeof value !== "object" || value === null) return unknownSentinels.has(value) ? scope.unknown("lost") : value;
  if (depth > deepest) return scope.unknown("lost");
  const inner = (each: unknown) => evaluated(each, scope, depth + 1);
  if (Array.isArray(value)) return value.map(inner).filter((each) => each !== undefined);
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? ["", undefined];
  if (entries.length === 1 && Object.hasOwn(functions, name)) return functions[name]?.(argument, inner, scope);
  if (entries.some(([key]) => key.startsWith("Fn::"))) return scope.unknown("lost");
  const result: Properties = Object.create(null);
  for (const [key, each] of entries) {
    const made = inner(each);
    if (made !== undefined) result[key] = made;
  }
  return result;
}

type Evaluate = (value: unknown) => unknown;
type IntrinsicFunction = (argument: unknown, evaluate: Evaluate, scope: Scope) => unknown;

const functions: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: (name, _, scope) => referenced(name, scope),
  "Fn::GetAtt": (argument, _, scope) => attribute(argument, scope),
  "Fn::Sub": (argument, evaluate, scope) => substituted(argument, evaluate, scope),
  "Fn::Join": (argument, evaluate, scope) => {
    const [delimiter, list] = listOf(evaluate(argument));
    const whole = Array.isArray(list) && typeof delimiter === "string" && !unknownSentinels.has(delimiter);
    return whole ? joined(list, delimiter, scope) : scope.unknown("lost");
  },
  "Fn::Select": (argument, evaluate, scope) => {
    const [index, list] = listOf(evaluate(argument));
    return (Array.isArray(list) ? list[Number(index)] : undefined) ?? scope.unknown("lost");
  },
  "Fn::Split": (argument, evaluate, scope) => {
    const [delimiter, text] = listOf(evaluate(argument));
    const whole = typeof text === "string" && !unknownSentinels.has(text);
    return whole && typeof delimiter === "string" ? text.split(delimiter) : scope.unknown("lost");
  },
  "Fn::FindInMap": (argument, evaluate, scope) => {
    const keys = listOf(evaluate(argument)).map((key) => (unknownSentinels.has(key) ? "" : String(key)));
    const found = scope.mapping(keys[0] ?? "", keys[1] ?? "", keys[2] ?? "");
    return found.state === "known" ? found.value : scope.unknown("lost");
  },
  // Which branch holds is the stack's to decide; where both say the same it does not matter.
  "Fn::If": (argument, evaluate, scope) => {
    const [, one, other] = listOf(argument).map((each, index) => (index === 0 ? each : evaluate(each)));
    return JSON.stringify(one) === JSON.stringify(other) ? one : scope.unknown("lost");
  },
  "Fn::ImportValue": (_, __, scope) => scope.unknown("outside"),
};

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A resource, a parameter, or what CloudFormation knows by itself. */
function referenced(name: unknown, scope: Scope): unknown {
  if (typeof name !== "string") return scope.unknown("lost");
  if (name === "AWS::NoValue") return undefined;
  if (name === "AWS::Region" && scope.region !== undefined) return scope.region;
  if (name.startsWith("AWS::")) return scope.unknown("outside");
  const parameter = scope.parameter(name);
  if (parameter.state !== "absent") return raw(parameter);
  return scope.identifier(name) ?? scope.unknown("lost");
}

/** An attribute that names its resource stands for it; of every other one only its origin is known. */
function attribute(argument: unknown, scope: Scope): unknown {
  const [logicalId, ...path] = typeof argument === "string" ? argument.split(".") : listOf(argument);
  const identifier = typeof logicalId === "string" ? scope.identifier(logicalId) : undefined;
  if (identifier === undefined) return scope.unknown("lost");
  const names = path.length === 1 && typeof path[0] === "string" && /(arn|id)$/i.test(path[0]);
  return names ? identifier : scope.unknown({ part: identifier });
}

function substituted(argument: unknown, evaluate: Evaluate, scope: Scope): unknown {
  const [template, values] = Array.isArray(argument) ? argument : [argument];
  if (typeof template !== "string" || unknownSentinels.has(template)) return scope.unknown("lost");
  const own = classify(values);
  const pieces = template.split(/(\$\{[^}]*\})/).map((piece) => {
    const name = /^\$\{(.*)\}$/.exec(piece)?.[1];
    if (name === undefined) return piece;
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    const value = own.state === "absent" ? own : property(own, name);
    if (value.state !== "absent") return evaluate(raw(value));
    return name.includes(".") ? attribute(name, scope) : referenced(name, scope);
  });
  return joined(
    pieces.filter((piece) => piece !== ""),
    "",
    scope,
  );
}

/** One text. An identifier inside of a longer text is none any more, but it says what the text was made from. */
function joined(pieces: readonly unknown[], delimiter: string, scope: Scope): unknown {
  const [only, ...more] = pieces;
  if (more.length === 0 && typeof only === "string") return only;
  const texts = pieces.map((piece) => (typeof piece === "number" ? String(piece) : piece));
  let whole = true;
  for (const piece of texts) {
    if (typeof piece !== "string") return scope.unknown("lost");
    if (scope.identifies(piece)) scope.unknown({ part: piece });
    if (scope.identifies(piece) || unknownSentinels.has(piece)) whole = false;
  }
  return whole ? texts.join(delimiter) : unknownText;
}
