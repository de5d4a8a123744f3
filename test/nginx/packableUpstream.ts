import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";

/** Text in which some things come again. */
const numbers = Array.from({ length: 20_000 }, (_, index) => `number ${(index * 7919) % 10_007}`).join(", ");

/**
 * An application whose answers the query describes: `bytes` long, of media type `type`, `packed` already in that encoding,
 * `varied` instead of one letter again and again, `chunked` without a length told beforehand.
 *
 * @example fetchBytes(port, "/data?bytes=5000&type=text/css", { "Accept-Encoding": "gzip" })
 */
export function startPackableUpstream(): Promise<RecordingUpstream> {
  return startRecordingUpstream((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://x");
    const length = Number(searchParams.get("bytes"));
    const body = (searchParams.has("varied") ? numbers : "x".repeat(length)).slice(0, length);
    const packed = searchParams.get("packed");
    response.setHeader("Content-Type", searchParams.get("type") ?? "application/json");
    response.setHeader("ETag", '"1"');
    if (packed !== null) response.setHeader("Content-Encoding", packed);
    if (!searchParams.has("chunked")) response.setHeader("Content-Length", body.length);
    response.write(body.slice(0, 5));
    response.end(body.slice(5));
  });
}
