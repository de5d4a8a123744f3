import { answeredBy, type RequestTrace } from "./accessLog";
import type { Expectation, RequestCheck } from "./requests";

/** What came back for one request, and what both logs say of it. */
export interface Observation {
  status: number;
  body: string;
  contentType: string;
  allow: string;
  trace: RequestTrace;
}

/** One row of the table that `up` ends with. */
export interface Row {
  request: string;
  expected: string;
  got: string;
  answeredBy: string;
  /** `undefined` for what could not be checked on this machine; `got` says why. */
  asExpected: boolean | undefined;
}

/** Longest text of a body that is shown. */
const shownText = 40;

/**
 * Holds an observation against what was expected of the request. All of it must fit: status, who answered, and whatever
 * else the expectation names.
 *
 * @example judge(check, observation).asExpected // → true
 */
export function judge(check: RequestCheck, observed: Observation): Row {
  const by = answeredBy(observed.trace);
  return {
    ...named(check),
    got: observationText(check.expected, observed),
    answeredBy: by,
    asExpected: by === check.expected.answeredBy && fits(check.expected, observed),
  };
}

/** A row for a request that got no answer at all. */
export function unanswered(check: RequestCheck, reason: string): Row {
  return { ...named(check), got: `no answer: ${reason}`, answeredBy: "nobody", asExpected: false };
}

function fits(expected: Expectation, observed: Observation): boolean {
  const { status, text, json, allow, client } = expected;
  return (
    observed.status === status &&
    (text === undefined || textOf(observed) === text) &&
    (json === undefined || isJson(observed)) &&
    (allow === undefined || sorted(observed.allow.split(", ")) === sorted(allow)) &&
    (client === undefined || observed.trace.application?.client === client)
  );
}

function sorted(names: string[]): string {
  return [...names].sort().join();
}

function named(check: RequestCheck): Pick<Row, "request" | "expected"> {
  return { request: requestText(check), expected: `${check.expected.answeredBy}: ${expectationText(check.expected)}` };
}

function expectationText({ status, text, json, allow, client }: Expectation): string {
  const parts = [json && "JSON", text && quote(text), allow && `Allow: ${allow.join(", ")}`, client && by(client)];
  return [status, ...parts.filter(Boolean)].join(" ");
}

/** What came back, in the terms of what was expected. */
function observationText(expected: Expectation, observed: Observation): string {
  const parts = [
    isJson(observed) && "JSON",
    quote(textOf(observed)),
    expected.allow && `Allow: ${observed.allow}`,
    expected.client && by(String(observed.trace.application?.client)),
  ];
  return [observed.status, ...parts.filter(Boolean)].join(" ");
}

function by(client: string): string {
  return `logged client ${client}`;
}

function requestText({ method, path, headers }: RequestCheck): string {
  return [`${method} ${path}`, ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`)].join("\n");
}

function quote(text: string): string {
  return JSON.stringify(text.length > shownText ? `${text.slice(0, shownText)}…` : text);
}

function isJson({ contentType, body }: Observation): boolean {
  return contentType.startsWith("application/json") && jsonOf(body) !== undefined;
}

function textOf({ body }: Observation): string {
  const json = jsonOf(body);
  return String(json?.message ?? json?.error ?? body);
}

function jsonOf(body: string): { message?: unknown; error?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
