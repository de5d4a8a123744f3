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
 * Which peers are the proxy, so that their X-Forwarded-For is believed, in the words of Express. On loopback only the
 * proxy in the same task can be one. Elsewhere, on a Unix socket or on a linked container's own address, whoever gets in
 * is the proxy: nobody else is let in.
 */
const trustedPeers = { loopback: "loopback", nearest: 1 };

/**
 * The service without a server: `/`, `/healthz`, `/api/users/:id` and `/api/users/by/username/:username`.
 *
 * @param options.peers who can be the proxy, by where the server listens
 * @param options.users what answers below /api/users
 */
export function createApplication(
  log: ApplicationLog,
  { peers = "loopback", users = userRoutes() }: { peers?: keyof typeof trustedPeers; users?: RequestHandler } = {},
): Express {
  const application = express();
  application.disable("x-powered-by");
  application.set("trust proxy", trustedPeers[peers]);
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
