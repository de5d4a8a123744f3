import { type Problem, show } from "../problem";
import { redirectStatuses } from "../settings/redirect";
import { checkKeys, isObject } from "./knownKeys";

const path = "(?:/(?!/)[A-Za-z0-9._~!&'()*+,=:@%-]*)*";
const host = "[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::[1-9][0-9]{0,4})?";
const query = "(?:\\?[A-Za-z0-9._~!&'()*+,=:@%/?-]*)?";
const target = new RegExp(`^(?:https?://${host}${path}|(?=/)${path})${query}$`);

const keeps = ["nothing", "query", "target"];

/** Where a route sends clients. */
export function checkRedirect(redirect: unknown, where: string): Problem[] {
  if (!isObject(redirect)) {
    const fix = 'write { to: "https://example.com" }';
    return [{ where, given: show(redirect), legal: "to, and possibly status and keep", fix }];
  }
  const { to, status, keep } = redirect;
  return [...checkKeys(where, redirect, ["to", "status", "keep"]), ...checkTarget(to, keep, where)].concat(
    status === undefined || redirectStatuses.some((one) => one === status)
      ? []
      : [{ where: `${where}.status`, given: show(status), legal: redirectStatuses.join(", "), fix: "use 302" }],
    keep === undefined || keeps.some((one) => one === keep)
      ? []
      : [{ where: `${where}.keep`, given: show(keep), legal: keeps.join(", "), fix: 'use "target"' }],
  );
}

function checkTarget(to: unknown, keep: unknown, where: string): Problem[] {
  if (typeof to !== "string" || to.length > 1000 || !target.test(to)) {
    const legal = 'an absolute URL of http or https, or a path, in ASCII, without fragment, "$" and "//" in the path';
    return [{ where: `${where}.to`, given: show(to), legal, fix: 'write it such as "https://example.com/new"' }];
  }
  const isAdded = keep === "query" || keep === "target";
  if (!isAdded || (!to.includes("?") && !(keep === "target" && to.endsWith("/")))) return [];
  const legal = 'no query where one is kept, and no "/" at the end where a path follows';
  return [{ where: `${where}.to`, given: show(to), legal, fix: "leave it out" }];
}
