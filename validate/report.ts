import type { Validation } from "./validatePlan";

/** The result for a person: a line for each refusal, then what was judged and what was not. */
export function reportText({ refusals, judged, withoutCounterpart, ...unknown }: Validation): string {
  const refused = refusals.map(({ urn, property, rule, message }) => {
    return `${urn}\n  ${property === "" ? "" : `${property}: `}${message} [${rule}]`;
  });
  const others = [...withoutCounterpart].map(([reason, count]) => `  ${count}: ${reason}`);
  return [
    ...refused,
    ...(unknown.unknownValues === 0
      ? []
      : [`not judged: ${unknown.unknownValues} values that AWS has yet to make${documents(unknown.unknownDocuments)}`]),
    ...unknown.unknownDocuments.map((document) => `  ${document}`),
    ...(unknown.unmodelled === 0
      ? []
      : [`judged by cfn-lint alone: ${unknown.unmodelled} properties that troposphere does not model`]),
    ...(others.length === 0 ? [] : ["without a counterpart in CloudFormation, so not judged:"]),
    ...others,
    `${judged} resources judged, ${refusals.length} ${refusals.length === 1 ? "refusal" : "refusals"}`,
  ].join("\n");
}

function documents(list: string[]): string {
  return list.length === 0 ? "" : ", and with them these documents:";
}
