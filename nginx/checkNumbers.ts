import { type Problem, show } from "./problem";
import type { ProxySettings } from "./settings";

/** POSIX writes so many bytes to a pipe in one piece (PIPE_BUF of Linux). */
const pipeBytes = 4096;

interface Range {
  where: string;
  given: unknown;
  from: number;
  to: number;
  fix: string;
}

/**
 * Ranges of all numbers but the upstream's port. The orders among time-outs involve the load balancer's, which the proxy
 * does not know: whoever knows both checks them.
 */
export function checkNumbers(settings: ProxySettings): Problem[] {
  return [...ranges(settings).flatMap(checkRange), ...checkLogBuffer(settings)];
}

function ranges(settings: ProxySettings): Range[] {
  const { upstream, log } = settings;
  const range = (where: string, given: unknown, from: number, to: number, fix: string): Range => ({
    where,
    given,
    from,
    to,
    fix,
  });
  return [
    range("port", settings.port, 1024, 65535, "use 8080; nginx runs without root and cannot open lower ones"),
    range("upstream.keepAliveConnections", upstream.keepAliveConnections, 1, 2048, "use 64, or the requests at once"),
    range("upstream.keepAliveSeconds", upstream.keepAliveSeconds, 1, 3600, "use 4, below Node's own 5"),
    range("upstream.connectSeconds", upstream.connectSeconds, 1, 75, "use 1; nginx waits no longer than 75"),
    range("upstream.readSeconds", upstream.readSeconds, 1, 4000, "use 25; an ALB waits no longer than 4000"),
    range("keepAliveSeconds", settings.keepAliveSeconds, 2, 4300, "use the balancer's idle time-out plus 15"),
    range("bodyLimitBytes", settings.bodyLimitBytes, 1, 1024 ** 3, "give bytes, such as 1048576 for 1 MiB"),
    range("log.flushSeconds", log.flushSeconds, 1, 60, "use 1; a worker that is killed loses what waits"),
    range("shutdownSeconds", settings.shutdownSeconds, 1, 119, "use 25; ECS stops a container after 120 at most"),
    range("workers", settings.workers, 1, 64, "give the task's vCPUs, 1 for less than one"),
  ];
}

function checkRange({ where, given, from, to, fix }: Range): Problem[] {
  if (Number.isInteger(given) && Number(given) >= from && Number(given) <= to) return [];
  return [{ where, given: show(given), legal: `a whole number from ${from} to ${to}`, fix }];
}

/** Only one worker may write more at once than a pipe takes in one piece, or two of them mix their lines. */
function checkLogBuffer({ log: { bufferBytes }, workers }: ProxySettings): Problem[] {
  const to = workers > 1 ? pipeBytes : 1024 ** 2;
  const whole = Number.isInteger(bufferBytes) && bufferBytes <= to;
  if (whole && (bufferBytes === 0 || bufferBytes >= 512)) return [];
  const legal = `0, or a whole number from 512 to ${to}${workers > 1 ? `, with ${workers} workers on one pipe` : ""}`;
  const fix = `use ${pipeBytes}, or 0 for each line at once`;
  return [{ where: "log.bufferBytes", given: show(bufferBytes), legal, fix }];
}
