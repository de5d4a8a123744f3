import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

type Json = Record<string, unknown>;

/** What AWS would answer, instead of moto. */
export interface Answer {
  /** HTTP status. @default 200 */
  status?: number;
  body: Json;
}

/**
 * Changes moto's answer to an action, or answers in its stead where moto does not know the action. Gets moto's answer, and
 * the request.
 */
export type Edit = (answer: Json, request: Json) => Answer;

export interface EditingProxy {
  url: string;
  /** Every action that was asked for, in order: `DescribeServices`. */
  calls: string[];
  /** By action. */
  edits: Record<string, Edit>;
  close: () => Promise<void>;
}

/**
 * Stands before moto on the loopback, notes what is asked, and passes it on. moto runs no task and rolls nothing back, so the
 * few fields in which AWS would tell of that are edited here; all else in an answer is moto's own.
 *
 * @param lacking actions that moto does not know: where they are edited, moto is not asked
 */
export async function startEditingProxy(moto: string, lacking: readonly string[]): Promise<EditingProxy> {
  const proxy = { calls: [] as string[], edits: {} as Record<string, Edit> };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await bodyOf(request);
    const target = String(request.headers["x-amz-target"] ?? "");
    const action = target.slice(target.indexOf(".") + 1);
    proxy.calls.push(action);
    const edit = proxy.edits[action];
    const unknown = lacking.includes(action);
    if (unknown && edit !== undefined) return send(response, edit({}, JSON.parse(asked)));
    const passed = await fetch(moto, { method: "POST", body: asked, headers: headersOf(request) });
    const text = await passed.text();
    if (edit === undefined || !passed.ok) {
      response
        .writeHead(passed.status, { "content-type": passed.headers.get("content-type") ?? "text/plain" })
        .end(text);
      return;
    }
    send(response, edit(JSON.parse(text), JSON.parse(asked)));
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");
  return Object.assign(proxy, {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function send(response: ServerResponse, { status = 200, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
}

/** What moto tells services apart by: the action, and the signature's scope. */
function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept = ["x-amz-target", "authorization", "x-amz-date", "content-type"];
  return Object.fromEntries(
    kept.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  return body;
}
