/** How large and how slow the head of a request may be. Its body has `bodyLimitBytes`. */
export interface Limits {
  /**
   * Longest path with its query, in bytes, 64 to `headerLineBytes`; a longer one is answered 414. RFC 9110 section 4.1
   * asks for at least 8000. @default 8192
   */
  uriBytes: number;
  /**
   * Longest line of the head, its end included, in bytes: a multiple of 1024 from 1024 to 65536. A longer header field is
   * answered 431. @default 16384, as an Application Load Balancer
   */
  headerLineBytes: number;
  /**
   * Room for the whole head, in bytes: 2 to 64 times `headerLineBytes`, because nginx has it in pieces of that size. What
   * does not fit is answered 431. @default 65536, as an Application Load Balancer
   */
  headerBytes: number;
  /** Seconds within which the whole head must be there, 1 to 120; then the connection is closed. @default 10 */
  headerSeconds: number;
  /** Seconds that a client may pause in the middle of a body, 1 to 600; then it is closed, with 408 in the log. @default 15 */
  bodySeconds: number;
  /** Seconds that a client may take nothing of the answer, 1 to 600; then the connection is closed. @default 30 */
  sendSeconds: number;
}

export const defaultLimits: Limits = {
  uriBytes: 8192,
  headerLineBytes: 16384,
  headerBytes: 65536,
  headerSeconds: 10,
  bodySeconds: 15,
  sendSeconds: 30,
};
