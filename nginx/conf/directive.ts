/**
 * One nginx directive: `name args… ;`, or `name args… { block }`. The whole configuration is an ordered list of these;
 * only printer.ts turns them into text.
 */
export interface Directive {
  name: string;
  /** Each argument as nginx shall read it, unquoted: the printer quotes. A `$name` in it is an nginx variable. */
  args: string[];
  /** Directives inside braces. An empty list prints `{ }`. */
  block?: Directive[];
  /** Why the directive is there; printed above it. */
  comment?: string;
}

/** A directive that ends in a semicolon. */
export function directive(name: string, args: (string | number)[], comment?: string): Directive {
  return { name, args: args.map(String), ...(comment === undefined ? {} : { comment }) };
}

/** A directive with braces. */
export function block(name: string, args: string[], inner: Directive[], comment?: string): Directive {
  return { ...directive(name, args, comment), block: inner };
}

/**
 * `if` in the only form that nginx runs without surprises: compare a variable, then return a status.
 * The parentheses belong to the first and the last argument in nginx's own grammar.
 */
export function returnIf(variable: string, value: string, status: number, comment?: string): Directive {
  return block("if", [`(${variable}`, "=", `${value})`], [directive("return", [status])], comment);
}

/**
 * Marks text that comes from a user. nginx has no escape for `$`, so such text may not hold one, nor a control
 * character; checkProxySettings says so to the user, and this is the second lock.
 */
export function literal(text: string): string {
  if (/[$\p{Cc}]/u.test(text)) {
    throw new Error(`text for nginx.conf holds "$" or a control character: ${JSON.stringify(text)}`);
  }
  return text;
}
