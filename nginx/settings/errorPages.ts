/** The proxy's own error pages: HTML for who asks for it before JSON (Accept), JSON for everybody else. */
export interface ErrorPages {
  /** A sentence for people, on the HTML page below status and request id. @default "" (none) */
  message: string;
}
