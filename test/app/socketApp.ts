import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { RequestLine } from "../../app/src/requestLog";

const folder = join(__dirname, "../../app");

/** The real application as its own process, on a Unix socket. */
export interface SocketApp {
  child: ChildProcess;
  /** Its requests so far. */
  requests: RequestLine[];
  /** Sends a signal; resolves with the exit code, null where the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts app/dist/server.js on this socket and waits until it says that it listens. */
async function startSocketApp(socket: string): Promise<SocketApp> {
  const child = spawn(process.execPath, ["dist/server.js"], {
    cwd: folder,
    env: { PATH: process.env.PATH, SOCKET: socket },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const requests: RequestLine[] = [];
  createInterface(child.stdout).on("line", (line) => requests.push(JSON.parse(line)));
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
  });
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new Error(`the application does not listen on ${socket}`)));
    createInterface(child.stderr).on("line", (line) => line.includes('"listening"') && resolve());
  });
  return {
    child,
    requests,
    end: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}

/** A folder that everybody may look into, as into a volume of two containers, and a starter of applications. */
export interface Volume {
  folder: string;
  start(socket: string): Promise<SocketApp>;
}

/** Runs `use` with a volume of its own; ends what it started, and removes the folder. */
export async function inVolume(use: (volume: Volume) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-socket-"));
  chmodSync(folder, 0o755);
  const started: SocketApp[] = [];
  const start = async (socket: string) => {
    const app = await startSocketApp(socket);
    started.push(app);
    return app;
  };
  try {
    await use({ folder, start });
  } finally {
    await Promise.all(started.map((app) => app.end("SIGKILL")));
    rmSync(folder, { recursive: true, force: true });
  }
}
