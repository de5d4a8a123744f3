import { isIP } from "node:net";
import { isAbsolute } from "node:path";

/** Room for a path in sockaddr_un, less the zero at its end (unix(7)). */
const longestSocketPath = 107;

/** What the process is told by its environment. */
export interface Environment {
  /** HOST: IP address to listen on. @default "127.0.0.1", so that only the proxy in the same task gets in */
  host: string;
  /** PORT: TCP port; 0 takes a free one. @default 3000 */
  port: number;
  /** SOCKET: absolute path of a Unix socket to listen on instead of HOST and PORT. @default none */
  socket?: string;
  /** KEEP_ALIVE_SECONDS: longer than the proxy keeps idle connections. @default 65, above nginx's own default of 60 */
  keepAliveSeconds: number;
  /** STOP_SECONDS: what requests in flight get after SIGTERM. @default 25, below the 30 of ECS */
  stopSeconds: number;
}

/** The environment, or a line for each variable that cannot be used. An empty variable counts as not set. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment | { problems: string[] } {
  const problems: string[] = [];
  const number = (name: string, fallback: number, from: number, to: number): number => {
    const given = variables[name] || String(fallback);
    const value = /^\d{1,6}$/.test(given) ? Number(given) : Number.NaN;
    if (value >= from && value <= to) return value;
    const legal = `a whole number from ${from} to ${to}`;
    problems.push(`${name}: given ${JSON.stringify(given)}; legal: ${legal}; fix: leave it out for ${fallback}`);
    return fallback;
  };
  const host = variables.HOST || "127.0.0.1";
  if (isIP(host) === 0) {
    problems.push(`HOST: given ${JSON.stringify(host)}; legal: an IP address; fix: leave it out for 127.0.0.1`);
  }
  const socket = variables.SOCKET || undefined;
  if (socket !== undefined) problems.push(...socketProblems(socket, variables));
  const environment: Environment = {
    host,
    port: number("PORT", 3000, 0, 65535),
    ...(socket !== undefined && { socket }),
    keepAliveSeconds: number("KEEP_ALIVE_SECONDS", 65, 1, 3600),
    stopSeconds: number("STOP_SECONDS", 25, 1, 119),
  };
  return problems.length > 0 ? { problems } : environment;
}

/** A socket is there so that there is no port: both together are a mistake. */
function socketProblems(socket: string, { HOST, PORT }: NodeJS.ProcessEnv): string[] {
  const problems: string[] = [];
  if (!isAbsolute(socket) || Buffer.byteLength(socket) > longestSocketPath) {
    const legal = `an absolute path of at most ${longestSocketPath} bytes`;
    problems.push(`SOCKET: given ${JSON.stringify(socket)}; legal: ${legal}; fix: use /run/app/http.sock`);
  }
  if (HOST || PORT) {
    const given = [HOST && `HOST ${HOST}`, PORT && `PORT ${PORT}`].filter(Boolean).join(" and ");
    problems.push(`SOCKET: given beside ${given}; legal: either it, or HOST and PORT; fix: leave one out`);
  }
  return problems;
}

/** Addresses that nothing outside of the task can reach. */
export function isLoopback(host: string): boolean {
  return isIP(host) === 4 ? host.startsWith("127.") : host === "::1";
}
