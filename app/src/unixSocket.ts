import { lstatSync, unlinkSync } from "node:fs";
import type { Server } from "node:http";
import { connect } from "node:net";

/**
 * Starts to listen on a Unix socket. One that a killed process left behind is removed first; one that still answers, and
 * a file that is no socket, are not. Everybody may connect who can see the socket: the proxy runs as another user, and
 * the volume that holds the socket belongs to the two containers alone.
 *
 * @throws Error if the path is taken, or the folder cannot be written
 */
export async function listenOnSocket(server: Server, path: string): Promise<void> {
  await removeStale(path);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ path, readableAll: true, writableAll: true }, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}

async function removeStale(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) throw new Error(`${path} is there, and no socket`);
  if (await answers(path)) throw new Error(`another process listens on ${path}`);
  unlinkSync(path);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const connection = connect(path, () => {
      connection.destroy();
      resolve(true);
    });
    connection.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED" || error.code === "ENOENT") resolve(false);
      else reject(error);
    });
  });
}
