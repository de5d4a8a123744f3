import { createApplication } from "../../app/src/application";
import { createHttpServer, listen } from "../../app/src/httpServer";

/** The real application, its HTTP server and its error answers, with other routes below /api/users. */
export interface ExpressApp {
  port: number;
  stop(): Promise<void>;
}

/** A request handler of the Express that the application has. */
export type Handler = NonNullable<NonNullable<Parameters<typeof createApplication>[1]>["users"]>;

const environment = { host: "127.0.0.1", port: 0, keepAliveSeconds: 65, stopSeconds: 1 };

/** Listens on a free port of loopback. */
export async function startExpress(users: Handler): Promise<ExpressApp> {
  const application = createApplication({ request: () => undefined, error: () => undefined }, { users });
  const server = createHttpServer(application, environment);
  const port = await listen(server, environment);
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
