import type { NextFunction, Request, Response } from "express";
import { requestId } from "./requestId";

/** One request in the log. */
export interface RequestLine {
  time: string;
  request_id: string;
  client: string;
  method: string;
  path: string;
  status: number;
  duration_ms: number;
}

/** nginx's number for a caller who left before the answer. */
const callerLeft = 499;

/** Writes one line a request when its answer is out, or when the caller has left. The query is left out: it may be private. */
export function requestLog(write: (line: RequestLine) => void) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const start = performance.now();
    const [path = ""] = request.originalUrl.split("?");
    const client = request.ip ?? "";
    response.once("close", () => {
      write({
        time: new Date().toISOString(),
        request_id: requestId(request),
        client,
        method: request.method,
        path,
        status: response.writableFinished ? response.statusCode : callerLeft,
        duration_ms: Math.round((performance.now() - start) * 1000) / 1000,
      });
    });
    next();
  };
}
