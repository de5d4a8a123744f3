import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, it } from "mocha";

const examples = join(__dirname, "..", "..", "examples");

describe("The inspection service of an example", () => {
  let service: ChildProcess | undefined;
  let application: Server | undefined;

  afterEach(async () => {
    application?.close().closeAllConnections();
    if (service?.exitCode === null) {
      service.kill("SIGKILL");
      await once(service, "exit");
    }
  });

  /** Starts the service with what the gate gives it, and says where it is. */
  async function start(example: string, environment: Record<string, string> = {}): Promise<string> {
    const port = await freePort();
    const gate = { HOST: "127.0.0.1", PORT: String(port), KEEP_ALIVE_SECONDS: "65", STOP_SECONDS: "29" };
    service = spawn(process.execPath, [join(examples, example, "inspection", "server.js")], {
      env: { ...process.env, ...gate, ...environment },
      stdio: "ignore",
    });
    while (!(await accepts(port))) await setTimeout(20);
    return `http://127.0.0.1:${port}`;
  }

  it("decides by what nginx says is asked for, and ends when it is told to", async () => {
    const url = await start("s4-decide");
    const asked = async (uri: string) => (await fetch(`${url}/inspect`, { headers: { "X-Original-URI": uri } })).status;
    assert.deepEqual([await asked("/api/users/1"), await asked("/api/users/1?q=union+select")], [204, 403]);
    service?.kill("SIGTERM");
    assert.deepEqual(await once(service as ChildProcess, "exit"), [0, null]);
  });

  it("relays what it lets through, both ways, and nothing else", async () => {
    const seen: string[] = [];
    application = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      seen.push(`${request.method} ${request.url} ${request.headers["x-real-ip"]} ${body}`);
      response.writeHead(201, { "X-Application": "yes" }).end("made");
    }).listen(0, "127.0.0.1");
    await once(application, "listening");
    const { port } = application.address() as AddressInfo;
    const url = await start("s4-relay", { UPSTREAM_HOST: "127.0.0.1", UPSTREAM_PORT: String(port) });
    const headers = { "X-Real-IP": "203.0.113.9" };
    const made = await fetch(`${url}/api/users?a=1`, { method: "POST", body: "ada", headers });
    assert.deepEqual([made.status, made.headers.get("x-application"), await made.text()], [201, "yes", "made"]);
    assert.equal((await fetch(`${url}/api/users?q=<script`)).status, 403);
    assert.deepEqual(seen, ["POST /api/users?a=1 203.0.113.9 ada"]);
  });

  it("answers 502 where it relays to an application that is not there", async () => {
    const nobody = { UPSTREAM_HOST: "127.0.0.1", UPSTREAM_PORT: String(await freePort()) };
    assert.equal((await fetch(await start("s4-relay", nobody))).status, 502);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Whether somebody listens on the port. */
async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
