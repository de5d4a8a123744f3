import type { Problem } from "../nginx";

/** Retentions that CloudWatch Logs sells, in days; 0 keeps logs for ever (CloudWatch Logs API, PutRetentionPolicy). */
const retentions = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Checks the days that a log group keeps its logs. */
export function checkLogRetention(where: string, days: number): Problem[] {
  if (retentions.includes(days)) return [];
  const fix = `use ${retentions.find((sold) => sold >= days) ?? 3653}`;
  return [{ where, given: String(days), legal: retentions.join(", "), fix }];
}
