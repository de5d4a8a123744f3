/** Why nothing can be measured here. The message is for the user; a stack trace would not help. */
export class BenchFailure extends Error {}
