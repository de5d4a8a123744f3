import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, get, type Server } from "node:http";
import { connect } from "node:net";
import { describe, it } from "mocha";
import { createHttpServer, listen } from "../../app/src/httpServer";
import { stop } from "../../app/src/stop";

const environment = { host: "127.0.0.1", port: 0, keepAliveSeconds: 65, stopSeconds: 1 };

/** A server that answers after some time, the request to it that is already there, and the answer to come. */
async function withRequestInFlight(
  milliseconds: number,
): Promise<{ server: Server; port: number; body: Promise<string> }> {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const server = createHttpServer((_request, response) => {
    arrive();
    setTimeout(() => response.end("late"), milliseconds).unref();
  }, environment);
  const port = await listen(server, environment);
  const body = fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());
  await arrived;
  return { server, port, body };
}

describe("stopping the application", () => {
  it("lets a request in flight finish, and takes no new one", async () => {
    const { server, port, body } = await withRequestInFlight(300);
    const stopped = stop(server, 2);
    await assert.rejects(fetch(`http://127.0.0.1:${port}/`));
    assert.equal(await body, "late");
    assert.equal(await stopped, true);
  });

  it("does not wait for kept connections that carry nothing", async () => {
    const server = createHttpServer((_request, response) => response.end("done"), environment);
    const port = await listen(server, environment);
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve) => {
      get({ port, host: "127.0.0.1", agent }, (response) => response.resume().once("end", resolve));
    });
    const began = Date.now();
    assert.equal(await stop(server, 5), true);
    assert.ok(Date.now() - began < 1000);
    agent.destroy();
  });

  it("cuts what is not finished when its time is over, and says so", async () => {
    const { server, body } = await withRequestInFlight(60_000);
    const [finished] = await Promise.all([stop(server, 0.2), assert.rejects(body)]);
    assert.equal(finished, false);
  });

  it("does not wait for a connection that never sent anything", async () => {
    const server = createHttpServer(() => undefined, environment);
    const port = await listen(server, environment);
    const connected = once(server, "connection");
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    await connected;
    assert.equal(await stop(server, 1), true);
    socket.destroy();
  });
});
