import { get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { TargetHealth } from "./entrance";
import { toolFailure } from "./failure";

const pollMilliseconds = 100;

/**
 * Waits until the proxy answers the target group's health check; before that a load balancer sends it nothing.
 *
 * @throws LocalFailure (exit code 3) when it did not within the target group's own patience.
 */
export async function waitForTarget(target: { host: string; port: number }, health: TargetHealth): Promise<void> {
  const until = Date.now() + health.deadlineSeconds * 1000;
  let last = "no answer";
  while (Date.now() < until) {
    const answer = await ask(target, health.path);
    if (typeof answer === "number" && matches(health.matcher, answer)) return;
    last = String(answer);
    await pause(pollMilliseconds);
  }
  throw toolFailure(
    `${target.host}:${target.port}: health check GET ${health.path} got ${last}, expected ${health.matcher}, for ${health.deadlineSeconds} s`,
  );
}

/** Whether a status code is in an ELB matcher: `200`, `200,202`, `200-299`. */
export function matches(matcher: string, status: number): boolean {
  return matcher.split(",").some((part) => {
    const [from = NaN, to = from] = part.split("-").map(Number);
    return status >= from && status <= to;
  });
}

function ask({ host, port }: { host: string; port: number }, path: string): Promise<number | string> {
  return new Promise((resolve) => {
    const headers = { "user-agent": "ELB-HealthChecker/2.0" };
    const request = get({ host, port, path, headers, agent: false, timeout: 1000 }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on("timeout", () => request.destroy(new Error("no answer within 1 s")));
    request.on("error", (error) => resolve(error.message));
  });
}
