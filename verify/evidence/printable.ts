import type { TaskDefinition } from "@aws-sdk/client-ecs";

/** Longest line of a log that is shown, in characters. */
const lineLimit = 500;

const hidden = "[hidden]";

/** Names of environment variables whose values a log must not show. */
const secretName = /secret|token|passw|credential|private|api_?key|access_?key|dsn|connection_?string/i;

/** Shorter values are words of their own, and hiding them would hide the log. */
const shortestSecret = 6;

/** What looks like a secret wherever it stands: credentials in a URL, in an Authorization header, and AWS access keys. */
const secretShapes: [RegExp, string][] = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s/@]+(?=@)/gi, `$1${hidden}`],
  [/(\b(?:bearer|basic)\s+)[\w+/=.~-]{8,}/gi, `$1${hidden}`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, hidden],
];

/**
 * Makes what a container wrote fit for a terminal, a CI log and a pull request: one line, without control characters, and
 * without the secrets that are known here. Those are the plain values of the definition's environment under a telling name
 * and what has the shape of a secret; a value that ECS takes from Secrets Manager or SSM is never read, so not known.
 */
export function printer(definition: Pick<TaskDefinition, "containerDefinitions">): (text: string) => string {
  const secrets = secretValues(definition);
  return (text) => {
    const known = secrets.reduce((line, secret) => line.replaceAll(secret, hidden), text);
    const line = secretShapes.reduce((line, [shape, instead]) => line.replace(shape, instead), withoutControls(known));
    return line.length > lineLimit ? `${line.slice(0, lineLimit)}…` : line;
  };
}

/** Longest first: one may be a part of another. */
function secretValues({ containerDefinitions = [] }: Pick<TaskDefinition, "containerDefinitions">): string[] {
  return containerDefinitions
    .flatMap(({ environment = [] }) => environment)
    .flatMap(({ name = "", value = "" }) => (secretName.test(name) && value.length >= shortestSecret ? [value] : []))
    .sort((left, right) => right.length - left.length);
}

/**
 * Colours and cursor movements go, and so do other control characters. GitHub's runner takes `##[…]` anywhere in a line for
 * a command, and so would obey a visitor whose request is logged; `::…` it takes only at the beginning, where no line of a
 * log stands in any of the reports.
 */
function withoutControls(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, "")
      .replace(/\s+/g, " ")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
      .replaceAll("##[", "# #[")
      .trimEnd()
  );
}
