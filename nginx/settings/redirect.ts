/**
 * Sends the client elsewhere.
 *
 * @example
 * { hosts: ["www.example.com"], routes: [{ prefix: "/", methods: ["GET"], redirect: { to: "https://example.com", keep: "target" } }] }
 */
export interface Redirect {
  /** An absolute URL of http or https, or a path on the same host. */
  to: string;
  /** 307 and 308 keep method and body. @default 302, which nobody remembers */
  status?: RedirectStatus;
  /** What of the request is added: nothing, its query, or its raw path and query. @default "nothing" */
  keep?: "nothing" | "query" | "target";
}

export const redirectStatuses = [301, 302, 303, 307, 308] as const;
export type RedirectStatus = (typeof redirectStatuses)[number];
