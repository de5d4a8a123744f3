import { type Problem, show } from "../problem";
import type { ProxySettings } from "../settings/proxySettings";
import { checkRange } from "./checkRange";
import { checkResponseHeaders } from "./checkResponseHeaders";
import { checkKeys, isObject } from "./knownKeys";

/** A sentence that HTML and nginx.conf show as it is. */
const sentence = /^[\x20\x21\x23\x25\x28-\x3b\x3d\x3f-\x7e]{0,300}$/;

/** What all answers say: headers, and the proxy's own pages. */
export function checkAnswers({ responseHeaders, strictTransportSecurity, errorPages }: ProxySettings): Problem[] {
  return [
    ...checkTable(responseHeaders),
    ...checkTransportSecurity(strictTransportSecurity),
    ...checkMessage(errorPages),
  ];
}

/** Of a site or a route the table may be missing; nobody leaves the settings' own out on purpose. */
function checkTable(table: unknown): Problem[] {
  const where = "responseHeaders";
  if (table !== undefined) return checkResponseHeaders(table, where);
  return [{ where, given: "nothing", legal: "a table of headers", fix: "use defaultResponseHeaders, or {} for none" }];
}

function checkTransportSecurity(given: unknown): Problem[] {
  const where = "strictTransportSecurity";
  if (given === undefined) return [];
  if (!isObject(given)) return [{ where, given: show(given), legal: "seconds", fix: "write { seconds: 31536000 }" }];
  const { seconds, includeSubdomains } = given;
  return [
    ...checkKeys(where, given, ["seconds", "includeSubdomains"]),
    ...checkRange({ where: `${where}.seconds`, given: seconds, from: 0, to: 63072000, fix: "use 31536000, one year" }),
    ...(includeSubdomains === undefined || typeof includeSubdomains === "boolean"
      ? []
      : [
          {
            where: `${where}.includeSubdomains`,
            given: show(includeSubdomains),
            legal: "true or false",
            fix: "use false",
          },
        ]),
  ];
}

function checkMessage(pages: unknown): Problem[] {
  const where = "errorPages";
  if (!isObject(pages)) return [{ where, given: show(pages), legal: "message", fix: 'write { message: "" }' }];
  const unknown = checkKeys(where, pages, ["message"]);
  if (typeof pages.message === "string" && sentence.test(pages.message)) return unknown;
  const legal = `up to 300 printable ASCII characters without "$", quotes, "&", "<" and ">"`;
  return [...unknown, { where: `${where}.message`, given: show(pages.message), legal, fix: "use a plain sentence" }];
}
