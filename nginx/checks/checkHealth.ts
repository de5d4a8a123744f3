import { pathTemplate, pathTemplateRule } from "../plan/pathTemplate";
import { reservedSegment } from "../plan/sitePlan";
import { type Problem, show } from "../problem";
import type { Health } from "../settings/health";
import { checkKeys, isObject } from "./knownKeys";

const healthBody = /^[\x20-\x23\x25-\x7e]{1,200}$/;

/** The health page: a fixed path, and a text that stands in nginx.conf as it is. nginx has no escape for `$`. */
export function checkHealth(health: Health): Problem[] {
  if (!isObject(health)) {
    const fix = 'write { path: "/", body: "Service is healthy" }';
    return [{ where: "health", given: show(health), legal: "path and body", fix }];
  }
  const { path, body } = health;
  const problems = checkKeys("health", health, ["path", "body"]);
  const segments = pathTemplate(path);
  const [first] = segments ?? [];
  const isReserved = first?.kind === "text" && first.text === reservedSegment;
  if (segments === undefined || isReserved || segments.some((segment) => segment.kind === "name")) {
    problems.push({
      where: "health.path",
      given: show(path),
      legal: `${pathTemplateRule}; without ":name", not below /${reservedSegment}`,
      fix: 'use "/" or a fixed path such as "/healthz"',
    });
  }
  if (typeof body !== "string" || !healthBody.test(body)) {
    problems.push({
      where: "health.body",
      given: show(body),
      legal: '1 to 200 printable ASCII characters without "$"',
      fix: 'use a short sentence such as "Service is healthy"',
    });
  }
  return problems;
}
