import http from "node:http";

/** An answer as it came over the wire. */
export function fetchBytes(
  port: number,
  path: string,
  headers: http.OutgoingHttpHeaders,
): Promise<{ headers: http.IncomingHttpHeaders; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    http
      .get({ port, host: "127.0.0.1", path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("end", () => resolve({ headers: response.headers, bytes: Buffer.concat(chunks) }));
      })
      .once("error", reject);
  });
}
