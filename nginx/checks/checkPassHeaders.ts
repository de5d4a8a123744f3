import { type Problem, show } from "../problem";

/** Each is a variable of nginx and a name in its table of headers, whose slots hold no longer ones (64 bytes). */
const longest = 32;
const most = 8;
const fieldName = new RegExp(`^[A-Za-z][A-Za-z0-9-]{0,${longest - 1}}$`);

/** What the proxy says to the application, or keeps from it: a service must not undo that. */
const owned: [names: RegExp, owner: string][] = [
  [
    /^(connection|keep-alive|te|trailer|transfer-encoding|upgrade|http2-settings|proxy|proxy-.*)$/i,
    "the connection's own",
  ],
  [/^(content-length|expect|host)$/i, "the request's own"],
  [
    /^(forwarded|(true-|x-|x-cluster-)?client-ip|x-real-ip|cf-connecting-ip|cloudfront-viewer-address)$/i,
    "clientAddress",
  ],
  [
    /^(x-forwarded.*|x-host|x-original-.*|x-rewrite-url|front-end-https|x-http-method.*|x-method-override)$/i,
    "the proxy's",
  ],
  [/^(x-request-id|x-amzn-trace-id|gatehouse-.*|x-gatehouse-.*)$/i, "the proxy's"],
];

/** Headers that the application gets from the service that decides. */
export function checkPassHeaders(names: unknown, where: string): Problem[] {
  if (!Array.isArray(names) || names.length > most) {
    const given = Array.isArray(names) ? `${names.length} headers` : show(names);
    return [{ where, given, legal: `a list of at most ${most} headers`, fix: 'write [], or ["X-Inspection-Score"]' }];
  }
  const seen = new Set<string>();
  return names.flatMap((name: unknown, index) => {
    const problem = problemOf(name, seen);
    seen.add(String(typeof name === "string" ? name.toLowerCase() : index));
    return problem === undefined ? [] : [{ where: `${where}[${index}]`, given: show(name), ...problem }];
  });
}

function problemOf(name: unknown, seen: Set<string>): Pick<Problem, "legal" | "fix"> | undefined {
  if (typeof name !== "string" || !fieldName.test(name)) {
    const legal = `a letter, then letters, digits and hyphens, at most ${longest} characters`;
    return { legal, fix: 'write the header\'s name, such as "X-Inspection-Score"' };
  }
  if (seen.has(name.toLowerCase())) {
    return { legal: "each header once, in whatever letter case", fix: "leave the second one out" };
  }
  const owner = owned.find(([names]) => names.test(name))?.[1];
  return owner === undefined ? undefined : { legal: `a header that is not ${owner}`, fix: "use another name" };
}
