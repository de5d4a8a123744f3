import { get } from "node:http";
import { type Environment, isLoopback } from "./environment";
import { isOpenBeyondLoopback } from "./listeningSockets";

/** Less than the time-out that ECS gives a container's health command (5 s). */
const patienceMilliseconds = 1500;

/**
 * What is wrong with the running application, or undefined: it must answer /healthz, and where HOST says loopback its
 * port must not be open on another address, for that would be a way around the proxy.
 */
export async function healthProblem(environment: Environment, socketTables: string[]): Promise<string | undefined> {
  const { host, port, socket } = environment;
  if (socket !== undefined) {
    const status = await healthStatus({ socketPath: socket });
    return status === 200 ? undefined : `no 200 from /healthz on ${socket}: ${status}`;
  }
  const status = await healthStatus({ host, port });
  if (status !== 200) return `no 200 from http://${host}:${port}/healthz: ${status}`;
  if (!isLoopback(host) || !isOpenBeyondLoopback(port, socketTables)) return undefined;
  return `HOST is ${host}, but port ${port} is open on other addresses too`;
}

function healthStatus(place: { host: string; port: number } | { socketPath: string }): Promise<number | string> {
  return new Promise((resolve) => {
    const request = get({ ...place, path: "/healthz", agent: false, timeout: patienceMilliseconds }, (response) => {
      response.resume();
      resolve(response.statusCode ?? "nothing");
    });
    request.once("timeout", () => request.destroy(new Error("nothing in time")));
    request.once("error", (error) => resolve(error.message));
  });
}
