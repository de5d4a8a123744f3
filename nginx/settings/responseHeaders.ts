/**
 * Headers of the answers by name: a text is set, in place of the application's; `false` removes the application's. A
 * site's table is laid over the settings', and a route's over the site's; letter case does not count.
 *
 * @example
 * { "Referrer-Policy": "no-referrer", "X-Powered-By": false }
 */
export type ResponseHeaders = Record<string, string | false>;

/** What every service wants: no guessing of content types, and nothing said about the application's framework. */
export const defaultResponseHeaders: ResponseHeaders = { "X-Content-Type-Options": "nosniff", "X-Powered-By": false };

/**
 * For sites that people open in a browser, to be spread over `responseHeaders` (OWASP, "HTTP Headers Cheat Sheet"). Not
 * the default: a page that is meant to be framed, or that reads its own referrer, would break.
 */
export const browserSecurityHeaders: ResponseHeaders = {
  ...defaultResponseHeaders,
  "Content-Security-Policy": "frame-ancestors 'none'",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Frame-Options": "DENY",
};
