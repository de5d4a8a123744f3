import { createApplication } from "./application";
import { type Environment, isLoopback, readEnvironment } from "./environment";
import { createHttpServer, listen } from "./httpServer";
import { requestId } from "./requestId";
import { stop } from "./stop";
import { listenOnSocket } from "./unixSocket";

/** Exit codes: 1 the server could not listen or had to cut requests at the stop, 2 the environment cannot be used. */
const exit = { failed: 1, badEnvironment: 2 };

async function serve(environment: Environment): Promise<void> {
  const { host, socket } = environment;
  const application = createApplication(
    {
      request: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
      error: (request, error) => tell({ request_id: requestId(request), error: String(error), stack: stackOf(error) }),
    },
    { peers: socket === undefined && isLoopback(host) ? "loopback" : "nearest" },
  );
  const server = createHttpServer(application, environment);
  if (socket === undefined) tell({ event: "listening", host, port: await listen(server, environment) });
  else {
    await listenOnSocket(server, socket);
    tell({ event: "listening", socket });
  }

  const onSignal = async (signal: string) => {
    tell({ event: "stopping", signal });
    const finished = await stop(server, environment.stopSeconds);
    tell({ event: "stopped", finished });
    if (!finished) process.exitCode = exit.failed;
  };
  process.once("SIGTERM", onSignal);
  process.once("SIGINT", onSignal);
}

/** What is not a request goes to stderr, one JSON line each. */
function tell(line: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`);
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}

const environment = readEnvironment(process.env);
if ("problems" in environment) {
  process.stderr.write(environment.problems.map((line) => `${line}\n`).join(""));
  process.exitCode = exit.badEnvironment;
} else {
  serve(environment).catch((error: unknown) => {
    const place = environment.socket ?? `${environment.host}:${environment.port}`;
    process.stderr.write(`cannot listen on ${place}: ${String(error)}\n`);
    process.exitCode = exit.failed;
  });
}
