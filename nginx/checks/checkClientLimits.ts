import { type Problem, show } from "../problem";
import type { ClientLimits } from "../settings/clientLimits";
import { checkRange } from "./checkRange";
import { checkKeys, isObject } from "./knownKeys";

/** Keys of the limits on a single client, for whoever checks the object that they stand in. */
export const clientLimitKeys = ["rateLimit", "connectionLimit", "limitDryRun"] as const;

/** The limits on a single client, of a site or of a route. */
export function checkClientLimits({ rateLimit, connectionLimit, limitDryRun }: ClientLimits, where: string): Problem[] {
  return [
    ...(isNone(rateLimit) ? [] : checkRateLimit(rateLimit, `${where}.rateLimit`)),
    ...(isNone(connectionLimit)
      ? []
      : range(`${where}.connectionLimit`, connectionLimit, 10000, "use 20; a browser opens 6 to one host")),
    ...checkDryRun(limitDryRun, `${where}.limitDryRun`),
  ];
}

function checkRateLimit(given: unknown, where: string): Problem[] {
  if (!isObject(given)) {
    const fix = 'write { requests: 10, per: "second" }';
    return [{ where, given: show(given), legal: "an object with requests and per, or false", fix }];
  }
  const { requests, per, burst, zoneMebibytes } = given;
  return [
    ...checkKeys(where, given, ["requests", "per", "burst", "zoneMebibytes"]),
    ...range(`${where}.requests`, requests, 10000, "use what a busy visitor needs, such as 20 a second"),
    ...checkPer(per, `${where}.per`),
    ...(burst === undefined ? [] : range(`${where}.burst`, burst, 10000, "leave it out for as many as requests")),
    ...(zoneMebibytes === undefined
      ? []
      : range(`${where}.zoneMebibytes`, zoneMebibytes, 1024, "leave it out for 10, some 80,000 clients")),
  ];
}

function checkPer(given: unknown, where: string): Problem[] {
  if (given === "second" || given === "minute") return [];
  return [{ where, given: show(given), legal: '"second" or "minute"', fix: 'use "minute" for less than one a second' }];
}

function checkDryRun(given: unknown, where: string): Problem[] {
  if (given === undefined || typeof given === "boolean") return [];
  return [{ where, given: show(given), legal: "true or false", fix: "write true while the numbers are being found" }];
}

function isNone(given: unknown): boolean {
  return given === undefined || given === false;
}

function range(where: string, given: unknown, to: number, fix: string): Problem[] {
  return checkRange({ where, given, from: 1, to, fix });
}
