import type { InvokeTable } from "../model";
import { isObject, type Properties, sha256 } from "../values";

/** IAM policy documents, which the provider makes by itself without asking AWS. */
export const policyDocument: InvokeTable = {
  "aws:iam/getPolicyDocument:getPolicyDocument": (args) => {
    const document = {
      Version: args.version ?? "2012-10-17",
      ...(args.policyId ? { Id: args.policyId } : {}),
      Statement: objects(args.statements).map(statement),
    };
    const json = JSON.stringify(document, null, 2);
    return { ...args, id: sha256(json).slice(0, 10), json, minifiedJson: JSON.stringify(document) };
  },
};

function statement(given: Properties): Properties {
  return defined({
    Sid: given.sid,
    Effect: given.effect ?? "Allow",
    Action: oneOrMany(given.actions),
    NotAction: oneOrMany(given.notActions),
    Resource: oneOrMany(given.resources),
    NotResource: oneOrMany(given.notResources),
    Principal: principals(given.principals),
    NotPrincipal: principals(given.notPrincipals),
    Condition: conditions(given.conditions),
  });
}

/** `{type: "*", identifiers: ["*"]}` is written as a plain star. */
function principals(given: unknown): unknown {
  const list = objects(given);
  if (list.length === 0) return undefined;
  if (list.some(({ type }) => type === "*")) return "*";
  const byType: Record<string, unknown> = {};
  for (const { type, identifiers } of list) byType[String(type)] = oneOrMany(identifiers);
  return byType;
}

function conditions(given: unknown): unknown {
  const byTest: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of objects(given)) {
    byTest[String(test)] = { ...byTest[String(test)], [String(variable)]: oneOrMany(values) };
  }
  return Object.keys(byTest).length > 0 ? byTest : undefined;
}

function oneOrMany(given: unknown): unknown {
  if (!Array.isArray(given) || given.length === 0) return undefined;
  return given.length === 1 ? given[0] : given;
}

function objects(given: unknown): Properties[] {
  return Array.isArray(given) ? given.filter(isObject) : [];
}

function defined(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
