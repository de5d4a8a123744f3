import http from "node:http";
import { connect } from "node:net";

const patienceMilliseconds = 5000;

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface Ask {
  method?: string;
  path?: string;
  headers?: http.OutgoingHttpHeaders;
  body?: string;
  /** The address of this machine that the request comes from. @default 127.0.0.1 */
  from?: string;
  /** The address that it goes to. @default 127.0.0.1 */
  to?: string;
  agent?: http.Agent;
}

/** One request to this machine, its path sent as it is. */
export function ask(
  port: number,
  { method = "GET", path = "/", headers = {}, body, from, to = "127.0.0.1", agent }: Ask = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      host: to,
      port,
      method,
      path,
      headers,
      agent: agent ?? false,
      timeout: patienceMilliseconds,
    };
    const request = http.request({ ...options, ...(from === undefined ? {} : { localAddress: from }) }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    request.once("timeout", () => request.destroy(new Error(`no answer to ${method} ${path}`)));
    request.once("error", reject);
    request.end(body);
  });
}

/** Sends bytes as they are; resolves with what comes back until one answer is complete or the other side closes. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    let received = "";
    socket.setTimeout(patienceMilliseconds, () => socket.destroy(new Error(`no end of the answer to ${text}`)));
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("latin1");
      if (isComplete(received)) socket.destroy();
    });
    socket.once("error", reject);
    socket.once("close", () => resolve(received));
    socket.write(Buffer.from(text, "latin1"));
  });
}

function isComplete(answer: string): boolean {
  const [head = "", ...body] = answer.split("\r\n\r\n");
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  return length !== undefined && body.join("\r\n\r\n").length >= Number(length);
}
