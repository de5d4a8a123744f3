import { type Problem, show } from "../problem";
import type { ProxySettings } from "../settings/proxySettings";
import { checkRange } from "./checkRange";
import { checkKeys, isObject } from "./knownKeys";

/** POSIX writes so many bytes to a pipe in one piece (PIPE_BUF of Linux). */
const pipeBytes = 4096;

/** Largest body that any limit can allow, in bytes: 1 GiB. */
export const mostBodyBytes = 1024 ** 3;

/**
 * Ranges of the numbers that stand at the top. The orders among time-outs involve the load balancer's, which the proxy
 * does not know: whoever knows both checks them.
 */
export function checkNumbers(settings: ProxySettings): Problem[] {
  const { port, keepAliveSeconds, bodyLimitBytes, shutdownSeconds, workers } = settings;
  const range = (where: string, given: unknown, from: number, to: number, fix: string) =>
    checkRange({ where, given, from, to, fix });
  return [
    ...range("port", port, 1024, 65535, "use 8080; nginx runs without root and cannot open lower ones"),
    ...range("keepAliveSeconds", keepAliveSeconds, 2, 4300, "use the balancer's idle time-out plus 15"),
    ...range("bodyLimitBytes", bodyLimitBytes, 1, mostBodyBytes, "give bytes, such as 1048576 for 1 MiB"),
    ...range("shutdownSeconds", shutdownSeconds, 1, 119, "use 25; ECS stops a container after 120 at most"),
    ...range("workers", workers, 1, 64, "give the task's vCPUs, 1 for less than one"),
    ...range("cacheMegabytes", settings.cacheMegabytes, 1, 10000, "use 100; it counts as the task's storage"),
    ...checkLog(settings.log, workers),
  ];
}

function checkLog(log: unknown, workers: number): Problem[] {
  if (!isObject(log)) {
    const fix = `write { bufferBytes: ${pipeBytes}, flushSeconds: 1 }`;
    return [{ where: "log", given: show(log), legal: "bufferBytes and flushSeconds", fix }];
  }
  const fix = "use 1; a worker that is killed loses what waits";
  return [
    ...checkKeys("log", log, ["bufferBytes", "flushSeconds"]),
    ...checkRange({ where: "log.flushSeconds", given: log.flushSeconds, from: 1, to: 60, fix }),
    ...checkLogBuffer(log.bufferBytes, workers),
  ];
}

/** Only one worker may write more at once than a pipe takes in one piece, or two of them mix their lines. */
function checkLogBuffer(bufferBytes: unknown, workers: number): Problem[] {
  const isShared = Number.isInteger(workers) && workers > 1;
  const to = isShared ? pipeBytes : 1024 ** 2;
  const bytes = Number.isInteger(bufferBytes) ? Number(bufferBytes) : Number.NaN;
  if (bytes === 0 || (bytes >= 512 && bytes <= to)) return [];
  const legal = `0, or a whole number from 512 to ${to}${isShared ? `, with ${workers} workers on one pipe` : ""}`;
  const fix = `use ${pipeBytes}, or 0 for each line at once`;
  return [{ where: "log.bufferBytes", given: show(bufferBytes), legal, fix }];
}
