import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../../nginx/proxyProcess";
import { pythonPackages } from "../../pythonPackages";

const requirements = join(__dirname, "requirements.txt");

/** Seconds for Python to load moto: two on an idle machine. */
const startSeconds = 60;

export interface MotoServer {
  /** `http://127.0.0.1:PORT`, on the loopback only. */
  url: string;
  stop: () => Promise<void>;
}

/**
 * Starts moto's server: ECS and CloudWatch Logs as others understand them, and a check that the SDK's requests are such as
 * those take. Fetched once with pip into `$XDG_CACHE_HOME/gatehouse`, as nginx is.
 *
 * @param running tasks of which moto says that a new service runs them at once
 */
export async function startMoto(running: number): Promise<MotoServer> {
  const packages = await pythonPackages("moto", requirements);
  const port = await freePort();
  const child = spawn("python3", ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)], {
    env: { ...process.env, PYTHONPATH: packages, MOTO_ECS_SERVICE_RUNNING: String(running) },
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  await untilItAnswers(url, child);
  return { url, stop: () => stop(child) };
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + startSeconds * 1000; Date.now() < deadline; await pause(200)) {
    if (child.exitCode !== null) throw new Error(`moto ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/moto-api/data.json`).catch(() => undefined);
    if (answer?.ok) return;
  }
  await stop(child);
  throw new Error(`moto does not answer within ${startSeconds} s`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await ended;
}
