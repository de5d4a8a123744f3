import { get } from "node:http";
import { connect } from "node:net";
import { type Environment, isLoopback } from "./environment";

/** Less than the time-out that ECS gives a container's health command (5 s). */
const patienceMilliseconds = 1500;

/**
 * What is wrong with the running application, or undefined: it must answer /healthz, and where HOST says loopback it
 * must not answer on any of the machine's other `addresses`, for that would be a way around the proxy.
 */
export async function healthProblem(environment: Environment, addresses: string[]): Promise<string | undefined> {
  const { host, port } = environment;
  const status = await healthStatus(host, port);
  if (status !== 200) return `no 200 from http://${host}:${port}/healthz: ${status}`;
  if (!isLoopback(host)) return undefined;
  const open = await Promise.all(addresses.map(async (address) => ((await accepts(address, port)) ? address : "")));
  const found = open.filter((address) => address !== "");
  return found.length > 0 ? `HOST is ${host}, but port ${port} is open on ${found.join(", ")} too` : undefined;
}

function healthStatus(host: string, port: number): Promise<number | string> {
  return new Promise((resolve) => {
    const request = get({ host, port, path: "/healthz", agent: false, timeout: patienceMilliseconds }, (response) => {
      response.resume();
      resolve(response.statusCode ?? "nothing");
    });
    request.once("timeout", () => request.destroy(new Error("nothing in time")));
    request.once("error", (error) => resolve(error.message));
  });
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patienceMilliseconds });
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}
