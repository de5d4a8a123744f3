import { ask } from "./httpClient";
import type { LogLine, ProxyProcess } from "./proxyProcess";

/**
 * The lines that the log gets for what `send` sends, in order, when none of it may be missing or come late: they stand
 * between the lines of two requests for paths of their own.
 *
 * @param mark sends a request with the path that it is given, in the words that the proxy's entrance expects
 */
export async function loggedLines(
  proxy: ProxyProcess,
  send: () => Promise<void>,
  mark: (path: string) => Promise<unknown> = (path) => ask(proxy.port, { path }),
): Promise<LogLine[]> {
  const name = String((await proxy.requests(0)).length);
  await mark(`/begin/${name}`);
  await send();
  await mark(`/end/${name}`);
  const lines = await linesUntil(proxy, `/end/${name}`);
  return lines.slice(lines.findIndex(({ uri }) => uri === `/begin/${name}`) + 1, -1);
}

async function linesUntil(proxy: ProxyProcess, uri: string): Promise<LogLine[]> {
  let lines = await proxy.requests(0);
  while (lines.every((line) => line.uri !== uri)) {
    const more = await proxy.requests(lines.length + 1);
    if (more.length === lines.length) throw new Error(`the log has no line for ${uri}`);
    lines = more;
  }
  return lines.slice(0, lines.findIndex((line) => line.uri === uri) + 1);
}
