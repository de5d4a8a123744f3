/** One line of a container's JSON log. */
export type LogLine = Record<string, unknown>;

/** One request as the two logs tell it. */
export interface RequestTrace {
  /** nginx's line; undefined when nginx logged no such request. */
  proxy?: LogLine;
  /** The application's line with the same request id; undefined when the application saw no such request. */
  application?: LogLine;
}

/**
 * The JSON objects of a log; other lines (nginx's error log, Node's warnings) are not of interest here. A last line
 * without its newline is still being written.
 */
export function readLog(text: string): LogLine[] {
  return text
    .split("\n")
    .slice(0, -1)
    .flatMap((line) => (line.startsWith("{") ? parse(line) : []));
}

function parse(line: string): LogLine[] {
  try {
    const value: LogLine = JSON.parse(line);
    return [value];
  } catch {
    return [];
  }
}

/**
 * Joins both logs for one request: nginx's line by the trace id that the door passed on, the application's by the request
 * id that nginx gave it.
 *
 * @param root the `Root=…` part of the trace id
 */
export function traceRequest(proxyLog: LogLine[], applicationLog: LogLine[], root: string): RequestTrace {
  const proxy = proxyLog.find((line) => String(line.trace_id).includes(root));
  const id = proxy?.request_id;
  const application = id === undefined ? undefined : applicationLog.find((line) => line.request_id === id);
  return { ...(proxy && { proxy }), ...(application && { application }) };
}

/**
 * Who answered. Both logs must say the same: an empty `upstream_addr` is nginx's own answer, and then the application has
 * no line; otherwise it has one.
 *
 * @example answeredBy({ proxy: { upstream_addr: "" } }) // → "nginx"
 */
export function answeredBy({ proxy, application }: RequestTrace): string {
  if (!proxy) return "no line in nginx's log";
  const passedOn = proxy.upstream_addr !== "";
  if (passedOn && application) return "app";
  if (!passedOn && !application) return "nginx";
  return passedOn ? "nginx says app; no line in app's log" : "nginx says nginx; app's log has a line";
}
