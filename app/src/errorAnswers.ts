import { STATUS_CODES } from "node:http";
import type { NextFunction, Request, Response } from "express";
import { HttpError } from "./httpError";
import { requestId } from "./requestId";

/** No route took the request. */
export function notFound(_request: Request, _response: Response, next: NextFunction): void {
  next(new HttpError(404, "No such resource"));
}

/**
 * Every error as JSON of the proxy's form. A caller reads the message of an HttpError; of anything else only that it
 * went wrong, while `report` gets all of it.
 */
export function errorAnswer(report: (request: Request, error: unknown) => void) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    const status = statusOf(error);
    if (status >= 500) report(request, error);
    if (response.headersSent) {
      next(error);
      return;
    }
    const message = error instanceof HttpError ? { message: error.message } : {};
    response.status(status).json({ status, error: STATUS_CODES[status], ...message, request_id: requestId(request) });
  };
}

/** Express gives its own errors, such as a path that cannot be decoded, a 4xx status. */
function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 500 ? status : 500;
}
