import express, { type Express, type Request, type RequestHandler } from "express";
import { errorAnswer, notFound } from "./errorAnswers";
import { type RequestLine, requestLog } from "./requestLog";
import { userRoutes } from "./userRoutes";

/** Where the application writes: a line a request, and every error that is its own fault. */
export interface ApplicationLog {
  request: (line: RequestLine) => void;
  error: (request: Request, error: unknown) => void;
}

/**
 * The service without a socket: `/`, `/healthz`, `/api/users/:id` and `/api/users/by/username/:username`.
 *
 * @param users what answers below /api/users
 */
export function createApplication(log: ApplicationLog, users: RequestHandler = userRoutes()): Express {
  const application = express();
  application.disable("x-powered-by");
  // Only the proxy in the same task can be a peer on loopback, so only its X-Forwarded-For is believed.
  application.set("trust proxy", "loopback");
  application.use(requestLog(log.request));
  application.get("/", (_request, response) => {
    response.json({ message: "Users service" });
  });
  application.get("/healthz", (_request, response) => {
    response.json({ message: "Application is healthy" });
  });
  application.use("/api/users", users);
  application.use(notFound);
  application.use(errorAnswer(log.error));
  return application;
}
