/** An answer that is not 2xx, thrown where it is known; its message is meant for the caller. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
