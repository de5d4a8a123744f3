/** What the supervisor tells `up` while it is there. */
export type SupervisorMessage =
  | { kind: "progress"; line: string }
  /** Every container is healthy and the door is open. */
  | { kind: "ready" }
  | { kind: "failed"; lines: string[] };
