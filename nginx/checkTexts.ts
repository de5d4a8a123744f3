import { pathTemplate, pathTemplateRule } from "./pathTemplate";
import { type Problem, show } from "./problem";
import type { ProxySettings } from "./settings";

const upstreamName = /^[A-Za-z][A-Za-z0-9_-]{0,254}$/;
const healthBody = /^[\x20-\x23\x25-\x7e]{1,200}$/;

/** Texts that stand in nginx.conf as they are. nginx has no escape for `$`, so none may hold one. */
export function checkTexts({ health, upstream }: ProxySettings): Problem[] {
  const problems: Problem[] = [];
  const healthSegments = pathTemplate(health.path);
  if (healthSegments === undefined || healthSegments.some((segment) => segment.kind === "name")) {
    problems.push({
      where: "health.path",
      given: show(health.path),
      legal: `${pathTemplateRule}; without ":name"`,
      fix: 'use "/" or a fixed path such as "/healthz"',
    });
  }
  if (typeof health.body !== "string" || !healthBody.test(health.body)) {
    problems.push({
      where: "health.body",
      given: show(health.body),
      legal: '1 to 200 printable ASCII characters without "$"',
      fix: 'use a short sentence such as "Service is healthy"',
    });
  }
  if (typeof upstream.name !== "string" || !upstreamName.test(upstream.name)) {
    problems.push({
      where: "upstream.name",
      given: show(upstream.name),
      legal: 'a letter, then letters, digits, "-" or "_", at most 255 characters (the container names of ECS)',
      fix: 'give the name of the application\'s container, such as "app"',
    });
  }
  return problems;
}
