import { type ChildProcess, spawn } from "node:child_process";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findNginx } from "../../local/nginxBinary";
import { type Log, type ProxySettings, renderProxy } from "../../nginx";

/** nobody: what nginx runs as in these tests where they themselves run as root. */
export const nobody = 65534;
const patienceMilliseconds = 5000;
const everyLineAtOnce: Log = { bufferBytes: 0, flushSeconds: 1 };

/** How a proxy is started otherwise than usual. */
export interface Start {
  /** Instead of the settings' own. @default every line at once, so that a test need not wait for it */
  log?: Log;
  /** The program. @default the one that nginxToTest finds */
  nginx?: string;
}

/** A real nginx with the configuration of some settings, in a folder of its own. */
export interface ProxyProcess {
  port: number;
  /** Its master process. */
  child: ChildProcess;
  /** The requests in its log so far; waits a moment until there are `count`. */
  requests(count: number): Promise<LogLine[]>;
  /** Its error log so far. */
  errors(): string;
  /** Sends SIGQUIT; resolves with the exit code when the last request is answered. */
  quit(): Promise<number | null>;
  /** Ends it at once, and removes its folder. */
  stop(): Promise<void>;
}

export type LogLine = Record<string, string | number>;

/** The nginx to test: the one that GATEHOUSE_NGINX names, else the one that a local run would take. */
export async function nginxToTest(): Promise<string> {
  const given = process.env.GATEHOUSE_NGINX;
  if (given) {
    accessSync(given, constants.X_OK);
    return given;
  }
  return (await findNginx(process.env, console.error)).file;
}

/**
 * Starts nginx as it runs in its container: in the foreground, under a prefix that is the only place it can write, not
 * as root, with its logs on stdout and stderr. They are files here: nginx opens /dev/stdout by name, and the sockets
 * that Node gives a child as pipes cannot be opened so.
 */
export async function startProxy(
  settings: ProxySettings,
  { log = everyLineAtOnce, nginx }: Start = {},
): Promise<ProxyProcess> {
  const port = await freePort();
  const folder = prepareFolder(renderProxy({ ...settings, log, port }), nginx ?? (await nginxToTest()));
  const asNobody = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const [stdout, stderr] = [openSync(folder.stdout, "a"), openSync(folder.stderr, "a")];
  const args = ["-p", folder.prefix, "-c", folder.conf, "-e", "stderr", "-g", "daemon off;"];
  const child = spawn(folder.nginx, args, {
    cwd: folder.root,
    detached: true,
    stdio: ["ignore", stdout, stderr],
    ...asNobody,
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
  });
  const errors = () => readFileSync(folder.stderr, "utf8");
  const stop = async () => {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    await exited;
    rmSync(folder.root, { recursive: true, force: true });
  };
  if (!(await accepts(port, child))) {
    const said = errors();
    await stop();
    throw new Error(`nginx does not listen on ${port}: ${said}`);
  }
  return {
    port,
    child,
    requests: (count) => readLog(folder.stdout, count),
    errors,
    quit: () => {
      child.kill("SIGQUIT");
      return exited;
    },
    stop,
  };
}

/** A port of the loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

export interface Folder {
  root: string;
  prefix: string;
  conf: string;
  stdout: string;
  stderr: string;
  /** A copy: nobody may not look into the cache of the user who runs the tests. */
  nginx: string;
}

/** All of it is closed to nobody's writing but the prefix and the two logs, as a read-only root file system would be. */
export function prepareFolder(conf: string, nginx: string): Folder {
  const root = mkdtempSync(join(tmpdir(), "gatehouse-nginx-"));
  const folder = {
    root,
    prefix: join(root, "prefix"),
    conf: join(root, "nginx.conf"),
    stdout: join(root, "stdout"),
    stderr: join(root, "stderr"),
    nginx: join(root, "nginx"),
  };
  mkdirSync(folder.prefix);
  copyFileSync(nginx, folder.nginx);
  chmodSync(folder.nginx, 0o555);
  for (const file of [folder.conf, folder.stdout, folder.stderr]) writeFileSync(file, file === folder.conf ? conf : "");
  if (process.getuid?.() === 0) {
    for (const own of [folder.prefix, folder.stdout, folder.stderr]) chownSync(own, nobody, nobody);
  }
  chmodSync(root, 0o555);
  return folder;
}

async function readLog(file: string, count: number): Promise<LogLine[]> {
  const deadline = Date.now() + patienceMilliseconds;
  for (;;) {
    const lines = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "");
    if (lines.length >= count || Date.now() > deadline) return lines.map((line) => JSON.parse(line) as LogLine);
    await sleep(20);
  }
}

async function accepts(port: number, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + patienceMilliseconds;
  while (Date.now() < deadline && child.exitCode === null) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
      socket.once("close", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (open) return true;
    await sleep(20);
  }
  return false;
}
