import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";

/** What the proxy wants to know: may this request go on? */
export interface Question {
  method: string;
  target: string;
  client: string;
  /** As they came, names in small letters. */
  headers: IncomingMessage["headers"];
}

/** An answer without content; undefined: none at all. */
export type Decision = { status: number; headers?: OutgoingHttpHeaders } | undefined;

/** A sample of a service that decides: it lets everything on with a score, but no target that names an attack. */
export function sampleDecision({ target, headers }: Question): Decision {
  if (target.includes("attack")) return { status: 403 };
  if (target.includes("login") && headers.authorization === undefined) {
    return { status: 401, headers: { "WWW-Authenticate": 'Basic realm="shop"' } };
  }
  return { status: 204, headers: { "X-Inspection-Score": "7" } };
}

/** Starts a service that is asked; `decide` may be another at any time. It listens on loopback. */
export async function startInspectionService(
  service: { decide: (question: Question) => Decision } = { decide: sampleDecision },
  port = 0,
): Promise<RecordingUpstream> {
  return startRecordingUpstream((request, response) => answer(response, service.decide(questionOf(request))), port);
}

/** A sample of a service that relays: it counts, and passes everything on to one application. */
export async function startRelay(applicationPort: number): Promise<RecordingUpstream> {
  return startRecordingUpstream(async (request, response) => {
    const url = `http://127.0.0.1:${applicationPort}${request.url}`;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
    const { method = "GET", headers } = request;
    const told = { "X-Gatehouse-Upstream": String(headers["x-gatehouse-upstream"]), "X-Relayed": "yes" };
    const answered = await fetch(url, { method, headers: told, ...body });
    response.writeHead(answered.status).end(await answered.text());
  });
}

function questionOf({ headers }: IncomingMessage): Question {
  const text = (name: string) => String(headers[name] ?? "");
  return {
    method: text("x-original-method"),
    target: text("x-original-uri"),
    client: text("x-real-ip"),
    headers,
  };
}

function answer(response: ServerResponse, decision: Decision): void {
  if (decision === undefined) return;
  response.writeHead(decision.status, { "Content-Length": 0, ...decision.headers });
  response.end();
}
