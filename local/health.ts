import type { HealthCheck } from "./taskDefinition";

/** What ECS says of a container with a health check. */
export type Verdict = "UNKNOWN" | "HEALTHY" | "UNHEALTHY";

/** What is remembered between two probes. */
export interface HealthState {
  verdict: Verdict;
  /** Failures in a row that counted. */
  failures: number;
  /** Seconds after the start at which a failure counted last. */
  countedAt: number;
}

export const unknownHealth: HealthState = { verdict: "UNKNOWN", failures: 0, countedAt: 0 };

/**
 * Seconds between two probes until the first success. ECS waits for the whole interval; looking more often only shortens
 * the wait, because failures count no more often than the interval (see {@link nextHealth}).
 */
export const startIntervalSeconds = 1;

/** Seconds from the end of one probe to the beginning of the next. */
export function secondsToNextProbe(check: HealthCheck, state: HealthState): number {
  return state.verdict === "UNKNOWN" ? Math.min(startIntervalSeconds, check.interval) : check.interval;
}

/**
 * The state after one probe, by the rules of the ECS API (HealthCheck): a success makes the container HEALTHY at once,
 * `retries` failures in a row make it UNHEALTHY, and failures within `startPeriod` do not count before the first success.
 *
 * @param at seconds since the container started
 * @example
 * nextHealth(check, unknownHealth, { passed: true, at: 1.2 }).verdict // → "HEALTHY"
 */
export function nextHealth(
  check: HealthCheck,
  state: HealthState,
  probe: { passed: boolean; at: number },
): HealthState {
  if (probe.passed) return { verdict: "HEALTHY", failures: 0, countedAt: probe.at };
  if (!counts(check, state, probe.at)) return state;
  const failures = state.failures + 1;
  return { verdict: failures >= check.retries ? "UNHEALTHY" : state.verdict, failures, countedAt: probe.at };
}

/** Before the first success a failure counts once an interval, the first one interval after the start period. */
function counts(check: HealthCheck, state: HealthState, at: number): boolean {
  if (state.verdict === "HEALTHY") return true;
  return at >= Math.max(check.startPeriod, state.countedAt) + check.interval;
}
