/** `web:12` of `arn:aws:ecs:eu-west-1:123456789012:task-definition/web:12`; ids of tasks and services likewise. */
export function shortName(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/** `web` of the ARN of any of its revisions. */
export function familyOf(arn: string): string {
  return shortName(arn).replace(/:\d+$/, "");
}

/** The region that an ECS ARN names; undefined for a plain name. */
export function regionOf(reference: string | undefined): string | undefined {
  return /^arn:[^:]+:ecs:([^:]+):/.exec(reference ?? "")?.[1];
}

/** One line of what others wrote. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** `1 task`, `3 tasks`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
