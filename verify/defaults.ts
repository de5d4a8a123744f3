import { regionOf } from "./names";
import type { VerifyArgs } from "./verifyDeployment";

export const defaults = { waitSeconds: 1200, logLines: 20 } as const;

/** Most that may be given: a day of waiting, and what still fits a comment on a pull request. */
export const limits = { waitSeconds: 86400, logLines: 1000 } as const;

/** The one region that the arguments name, and a problem when they name several. */
export function regionFor({ cluster, service, taskDefinition, region }: VerifyArgs): {
  region: string | undefined;
  problems: string[];
} {
  const named = [
    ["--region", region],
    ["--cluster", regionOf(cluster)],
    ["--service", regionOf(service)],
    ["--task-definition", regionOf(taskDefinition)],
  ].flatMap(([option = "", value]) => (value === undefined ? [] : [{ option, value }]));
  const [first, ...others] = named;
  const problems = others
    .filter(({ value }) => value !== first?.value)
    .map(
      ({ option, value }) =>
        `${option}: given region ${value}; legal: ${first?.value}, as ${first?.option} says; fix: make them the same`,
    );
  return { region: first?.value, problems };
}
