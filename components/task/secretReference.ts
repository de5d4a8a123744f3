import type { Problem } from "../../nginx";
import { checkChoice } from "../choice";

/** Where a secret is kept. */
export const SecretKind = { Parameter: "parameter", Secret: "secret" } as const;
export type SecretKind = (typeof SecretKind)[keyof typeof SecretKind];

/** The plain part of a secret's arguments. */
export interface SecretSettings {
  /** `parameter` of SSM Parameter Store, or `secret` of Secrets Manager. */
  kind: SecretKind;
  /** Judged where it is plain. */
  arn: unknown;
  /** Of a `secret` that holds JSON: the key whose value is meant. @default the whole secret */
  key?: string;
}

/** What a plain ARN looks like; of a secret with the six characters that Secrets Manager adds to its name. */
const arnOf: Record<SecretKind, { pattern: RegExp; legal: string }> = {
  parameter: {
    pattern: /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/[A-Za-z0-9._/-]+$/,
    legal: "the ARN of a parameter, arn:aws:ssm:<region>:<account>:parameter/<name>",
  },
  secret: {
    pattern: /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}$/,
    legal: "the whole ARN of a secret, arn:aws:secretsmanager:<region>:<account>:secret:<name>-<6 characters>",
  },
};

/** A key of a JSON secret stands between colons in ECS's `valueFrom`. */
const jsonKey = /^[^:]+$/;

/** A name that a shell and ECS take for a variable. */
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Problems of a container's secrets; `environment` holds the names that it has already, and what gave them. */
export function checkSecrets(
  where: string,
  secrets: Record<string, SecretSettings> | undefined,
  environment: readonly string[],
): Problem[] {
  return Object.entries(secrets ?? {}).flatMap(([name, secret]) => [
    ...checkName(`${where}.${name}`, name, environment),
    ...checkReference(`${where}.${name}`, secret),
  ]);
}

function checkName(where: string, name: string, environment: readonly string[]): Problem[] {
  if (!variableName.test(name)) {
    const legal = "letters, digits and underscores, not beginning with a digit";
    return [{ where, given: JSON.stringify(name), legal, fix: "rename it" }];
  }
  if (!environment.includes(name)) return [];
  const legal = "a name that the environment does not have, or one of the two would be lost";
  return [{ where, given: "a secret and a plain value", legal, fix: "remove one of the two" }];
}

function checkReference(where: string, { kind, arn, key }: SecretSettings): Problem[] {
  const choice = checkChoice(`${where}.kind`, kind, Object.values(SecretKind));
  if (choice.length > 0) return choice;
  const problems: Problem[] = [];
  const { pattern, legal } = arnOf[kind];
  if (typeof arn === "string" && !pattern.test(arn)) {
    problems.push({ where: `${where}.arn`, given: JSON.stringify(arn), legal, fix: "give the whole ARN" });
  }
  if (key !== undefined && kind === SecretKind.Parameter) {
    const only = "nothing: only a secret of Secrets Manager has keys";
    problems.push({ where: `${where}.key`, given: JSON.stringify(key), legal: only, fix: "leave it out" });
  } else if (key !== undefined && !jsonKey.test(key)) {
    problems.push({
      where: `${where}.key`,
      given: JSON.stringify(key),
      legal: "a text without colons",
      fix: "rename it",
    });
  }
  return problems;
}

/** What ECS calls `valueFrom`: the ARN, and for a key of a secret `:key::` after it (ECS developer guide, secrets). */
export function valueFrom(arn: string, key: string | undefined): string {
  return key === undefined ? arn : `${arn}:${key}::`;
}
