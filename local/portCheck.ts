import { createServer } from "node:net";
import type { Problem } from "../nginx";
import { inputFailure } from "./failure";
import { readListeners } from "./listeners";
import { holderOf } from "./processTable";

/** A port that something of the run needs on this machine. */
export interface PortNeed {
  port: number;
  /** Who needs it: `container nginx`. */
  by: string;
  /** How the user can have another port, if at all. */
  fix: string;
}

/**
 * Refuses to go on while one of the ports is taken.
 *
 * @throws LocalFailure with one line for each port that is taken, and the process that holds it where that can be read.
 * @example await requirePorts([{ port: 8080, by: "container nginx", fix: "stop it" }]);
 */
export async function requirePorts(needs: PortNeed[]): Promise<void> {
  const taken: Problem[] = [...sharedPorts(needs)];
  for (const need of needs) {
    if (await isTaken(need.port)) {
      taken.push({
        where: `port ${need.port} of ${need.by}`,
        given: holder(need.port),
        legal: "a free port",
        fix: need.fix,
      });
    }
  }
  if (taken.length > 0) throw inputFailure(taken);
}

/** Containers of one task share one network, and so do all of them with the door here. */
function sharedPorts(needs: PortNeed[]): Problem[] {
  return needs.flatMap((need, at) => {
    const earlier = needs.slice(0, at).find((one) => one.port === need.port);
    if (!earlier) return [];
    const given = `the port of ${earlier.by}`;
    return [{ where: `port ${need.port} of ${need.by}`, given, legal: "a port of its own", fix: need.fix }];
  });
}

/** Listening on every address fails if anything listens on any of them. */
function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(true);
      else if (error.code === "EACCES") reject(privileged(port));
      else reject(error);
    });
    server.listen({ port, host: "0.0.0.0", exclusive: true }, () => server.close(() => resolve(false)));
  });
}

function privileged(port: number) {
  const legal = "1024 to 65535 for a user who is not root";
  return inputFailure([{ where: "port", given: String(port), legal, fix: "use a higher port" }]);
}

function holder(port: number): string {
  const listener = readListeners()?.find((one) => one.port === port);
  const found = listener && holderOf(listener);
  return found ? `held by process ${found.pid} (${found.command.slice(0, 100)})` : "held by another process";
}
